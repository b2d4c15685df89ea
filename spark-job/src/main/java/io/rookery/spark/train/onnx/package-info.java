/** Trained networks as ONNX files, which most inference engines open. */
@NullMarked
package io.rookery.spark.train.onnx;

import org.jspecify.annotations.NullMarked;
