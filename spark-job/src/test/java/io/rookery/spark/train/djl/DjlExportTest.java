package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.ModelExports;
import io.rookery.spark.train.Pictures;
import io.rookery.spark.train.TrainedModel;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlExportTest {

  @TempDir private Path folder;

  /** Trains a little and exports; gives the trainer's own scores of the test split. */
  private float[] exported(ImageSet images, TrainingPlan plan) throws IOException {
    try (TrainingSession session =
        new DjlTrainer().open(plan, "export", images, io.rookery.spark.train.Device.CPU, null)) {
      Plans.train(session);
      TrainedModel model =
          new DjlTrainer()
              .model(new DataInputStream(new ByteArrayInputStream(Plans.save(session))), images);
      ModelExports.named("djl").write(model, name -> Files.newOutputStream(folder.resolve(name)));
      Learner learner = ((DjlSession) session).learner();
      return Torch.run(
          false,
          () -> {
            try (DeviceImages shared =
                    DeviceImages.borrow("export", images, io.rookery.spark.train.Device.CPU);
                NDManager batch = learner.manager().newSubManager()) {
              NDArray pixels = pixels(batch, images);
              return learner.scores(shared.normalised(pixels)).toFloatArray();
            }
          });
    }
  }

  private static NDArray pixels(NDManager manager, ImageSet images) {
    io.rookery.nas.Shape s = images.shape();
    int size = images.test().size();
    NDArray bytes = Upload.bytes(manager, images.test().pixels(), size);
    return bytes
        .reshape(new Shape(size, s.channels(), s.height(), s.width()))
        .toType(DataType.FLOAT32, false);
  }

  private static TrainingPlan plan() {
    return new TrainingPlan(Plans.network(), Plans.settings(2, 1, Plans.SGD), 1);
  }

  @Test
  void what_djl_loads_predicts_bit_for_bit_the_same() throws Exception {
    float[] own = exported(Plans.PICTURES, plan());
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optModelPath(folder)
            .optTranslator(new NoopTranslator())
            .build();
    try (ZooModel<NDList, NDList> model = criteria.loadModel();
        Predictor<NDList, NDList> predictor = model.newPredictor();
        NDManager manager = NDManager.newBaseManager()) {
      NDArray scores =
          predictor.predict(new NDList(pixels(manager, Plans.PICTURES))).singletonOrThrow();
      assertThat(scores.getShape()).isEqualTo(new Shape(60, Plans.CLASSES));
      assertThat(scores.toFloatArray()).isEqualTo(own);
    }
  }

  @Test
  void pictures_of_any_size_become_class_probabilities() throws Exception {
    ImageSet images = Pictures.of(new io.rookery.nas.Shape(3, 8, 8), 4, 120, 60);
    List<io.rookery.nas.Node> nodes = Plans.network().nodes();
    var architecture = new io.rookery.nas.Architecture(images.shape(), nodes, null);
    TrainingPlan plan = new TrainingPlan(architecture, Plans.settings(6, 1, Plans.SGD), 1);
    float[] own = exported(images, plan);
    Criteria<Image, Classifications> criteria =
        Criteria.builder()
            .setTypes(Image.class, Classifications.class)
            .optModelPath(folder)
            .optTranslatorFactory(new PictureTranslatorFactory())
            .build();
    try (ZooModel<Image, Classifications> model = criteria.loadModel();
        Predictor<Image, Classifications> predictor = model.newPredictor()) {
      for (int i = 0; i < 8; i++) {
        int best = 0;
        for (int c = 1; c < 4; c++) {
          best = own[i * 4 + c] > own[i * 4 + best] ? c : best;
        }
        Classifications said = predictor.predict(picture(images, i, 1));
        assertThat(said.best().getClassName()).isEqualTo("class " + best);
        assertThat(said.getProbabilities().stream().mapToDouble(p -> p).sum())
            .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
        assertThat(predictor.predict(picture(images, i, 3)).getClassNames())
            .isEqualTo(images.classes());
      }
    }
  }

  @Test
  void djl_serving_finds_block_and_translator_by_the_properties() throws Exception {
    ImageSet images = Pictures.of(new io.rookery.nas.Shape(1, 8, 8), 4, 120, 60);
    List<io.rookery.nas.Node> nodes = Plans.network().nodes();
    var architecture = new io.rookery.nas.Architecture(images.shape(), nodes, null);
    exported(images, new TrainingPlan(architecture, Plans.settings(1, 1, Plans.SGD), 1));
    BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(grey, "png", png);
    Input request = new Input();
    request.add("data", png.toByteArray());
    Criteria<Input, Output> criteria =
        Criteria.builder().setTypes(Input.class, Output.class).optModelPath(folder).build();
    try (ZooModel<Input, Output> model = criteria.loadModel();
        Predictor<Input, Output> predictor = model.newPredictor()) {
      String answer = predictor.predict(request).getData().getAsString();
      assertThat(answer).contains("\"className\"").contains("class 0").contains("probability");
    }
  }

  private static Image picture(ImageSet images, int number, int scale) {
    BufferedImage picture = new BufferedImage(8 * scale, 8 * scale, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 8 * scale; y++) {
      for (int x = 0; x < 8 * scale; x++) {
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          int at = ((number * 3 + c) * 8 + y / scale) * 8 + x / scale;
          rgb = rgb << 8 | images.test().pixels()[at] & 0xff;
        }
        picture.setRGB(x, y, rgb);
      }
    }
    return ImageFactory.getInstance().fromImage(picture);
  }

  @Test
  void weights_that_do_not_fit_are_refused() throws IOException {
    exported(Plans.PICTURES, plan());
    Path architecture = folder.resolve(DjlExport.ARCHITECTURE);
    Files.writeString(
        architecture, Files.readString(architecture).replace("\"filters\":8", "\"filters\":9"));
    assertThatThrownBy(
            () -> {
              try (Model model = Model.newInstance("model", "PyTorch")) {
                new NetworkBlockFactory().newBlock(model, folder, java.util.Map.of());
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the weights have no tensor 7.weight of shape (9, 12, 1, 1)");
  }
}
