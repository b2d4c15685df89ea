package io.rookery.spark.train.djl;

import ai.djl.Model;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.translator.BaseImageTranslatorFactory;
import ai.djl.translate.Translator;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Gives saved models their translator from pictures to class probabilities. */
public final class PictureTranslatorFactory extends BaseImageTranslatorFactory<Classifications>
    implements Serializable {

  private static final long serialVersionUID = 1;

  @Override
  protected Translator<Image, Classifications> buildBaseTranslator(
      Model model, Map<String, ?> arguments) {
    try {
      List<String> classes =
          Files.readString(model.getModelPath().resolve(DjlExport.CLASSES)).lines().toList();
      return new PictureTranslator(classes, model.getBlock().describeInput().valueAt(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Class<Classifications> getBaseOutputType() {
    return Classifications.class;
  }
}
