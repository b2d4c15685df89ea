/** What a stranger may add to the predictor: the code of docs/extend-predictor.md. */
@NullMarked
package com.example.curves;

import org.jspecify.annotations.NullMarked;
