/** Tables of architectures whose training is already done, to search in without training. */
@NullMarked
package io.rookery.nas.bench;

import org.jspecify.annotations.NullMarked;
