package io.rookery.spark.train.djl;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.util.NDImageUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.List;

/**
 * A picture to the pixels a network takes, scaled to its size if it has another one; scores to
 * class probabilities.
 */
final class PictureTranslator implements Translator<Image, Classifications> {

  private final List<String> classes;
  private final Image.Flag flag;
  private final int height;
  private final int width;

  /** For networks whose input has this shape: (image, channel, row, column). */
  PictureTranslator(List<String> classes, Shape input) {
    this.classes = classes;
    flag = input.get(1) == 1 ? Image.Flag.GRAYSCALE : Image.Flag.COLOR;
    height = (int) input.get(2);
    width = (int) input.get(3);
  }

  @Override
  public NDList processInput(TranslatorContext context, Image picture) {
    NDArray pixels = picture.toNDArray(context.getNDManager(), flag);
    if (picture.getHeight() != height || picture.getWidth() != width) {
      pixels = NDImageUtils.resize(pixels, width, height);
    }
    return new NDList(pixels.toType(DataType.FLOAT32, false).transpose(2, 0, 1));
  }

  @Override
  public Classifications processOutput(TranslatorContext context, NDList scores) {
    return new Classifications(classes, scores.singletonOrThrow().softmax(0));
  }
}
