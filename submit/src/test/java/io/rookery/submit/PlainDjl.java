package io.rookery.submit;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.Repository;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A program that has DJL, the model jar and nothing else of Rookery or Spark: opens an exported
 * model with the calls that DJL Serving makes, sends it PNG files as a client would, and prints the
 * share of them that it named rightly, in percent.
 */
final class PlainDjl {

  private static final int BATCH = 50;

  private PlainDjl() {}

  /**
   * The model's folder; a file of class names, count, height, width, and of each image its class
   * and pixels.
   */
  public static void main(String[] args) throws Exception {
    String url = Path.of(args[0]).toUri().toString();
    if (Repository.newInstance("modelStore", url).getResources().isEmpty()) {
      throw new IllegalStateException("DJL finds no model at " + url);
    }
    Criteria<Input, Output> criteria =
        Criteria.builder()
            .setTypes(Input.class, Output.class)
            .optModelUrls(url)
            .optEngine("PyTorch")
            .optArgument("batchifier", "stack")
            .optDevice(Device.cpu())
            .build();
    try (ZooModel<Input, Output> model = criteria.loadModel();
        Predictor<Input, Output> predictor = model.newPredictor();
        DataInputStream images = new DataInputStream(Files.newInputStream(Path.of(args[1])))) {
      System.out.println("accuracy " + accuracy(predictor, images));
    }
  }

  private static double accuracy(Predictor<Input, Output> predictor, DataInputStream images)
      throws Exception {
    String[] classes = images.readUTF().split(",");
    int count = images.readInt();
    int height = images.readInt();
    int width = images.readInt();
    int right = 0;
    for (int begin = 0; begin < count; begin += BATCH) {
      List<Input> requests = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (int i = begin; i < Math.min(count, begin + BATCH); i++) {
        names.add(classes[images.readUnsignedByte()]);
        Input request = new Input();
        request.add("data", png(images.readNBytes(height * width), height, width));
        requests.add(request);
      }
      List<Output> answers = predictor.batchPredict(requests);
      for (int i = 0; i < names.size(); i++) {
        String first = answers.get(i).getData().getAsString().split("\"className\"\\s*:\\s*", 2)[1];
        right += first.startsWith("\"" + names.get(i) + "\"") ? 1 : 0;
      }
    }
    return 100.0 * right / count;
  }

  private static byte[] png(byte[] pixels, int height, int width) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
