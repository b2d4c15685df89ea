/** Architectures as pictures: SVG, without a library and without anything to load. */
@NullMarked
package io.rookery.nas.draw;

import org.jspecify.annotations.NullMarked;
