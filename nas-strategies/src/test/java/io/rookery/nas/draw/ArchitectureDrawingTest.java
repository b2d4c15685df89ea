package io.rookery.nas.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Architecture;
import io.rookery.nas.Blueprint;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Padding;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.Shape;
import io.rookery.nas.SpaceProvider;
import io.rookery.nas.Spaces;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ArchitectureDrawingTest {

  private static final Problem PROBLEM = new Problem(new Shape(1, 28, 28), 10);

  static List<SpaceProvider<?>> spaces() {
    return Spaces.all();
  }

  private static <S extends Record> SearchSpace<?> space(SpaceProvider<S> provider) {
    return provider.create(provider.defaults(), PROBLEM);
  }

  private static <G> Architecture sample(SearchSpace<G> space, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, 100)
        .mapToObj(i -> valid(space, space.sample(random)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  private static <G> Optional<Architecture> valid(SearchSpace<G> space, G genome) {
    try {
      return Optional.of(space.decode(genome));
    } catch (InvalidArchitecture e) {
      return Optional.empty();
    }
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void everySpacesNetworksAreDrawnWhole(SpaceProvider<?> provider) throws Exception {
    Architecture network = sample(space(provider), 1);
    Document document = parsed(ArchitectureDrawing.svg(network, provider.name()));
    String details = texts(document, "title");
    for (int node = 0; node < network.nodes().size(); node++) {
      assertThat(details).contains("node " + node + ":");
    }
    int boxes = Boxes.of(network).size();
    int rectangles = document.getElementsByTagName("rect").getLength() - 1;
    assertThat(rectangles + document.getElementsByTagName("circle").getLength()).isEqualTo(boxes);
    int edges = Boxes.of(network).stream().mapToInt(box -> box.inputs().size()).sum();
    assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(2 * edges);
  }

  private static String texts(Document document, String tag) {
    NodeList found = document.getElementsByTagName(tag);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < found.getLength(); i++) {
      all.append(found.item(i).getTextContent()).append('\n');
    }
    return all.toString();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void noBoxOverlapsAnotherAndNoLinePassesThroughOne(SpaceProvider<?> provider) {
    List<Box> boxes = Boxes.of(sample(space(provider), 2));
    Layout layout = Layout.of(boxes);
    List<double[]> places = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      Layout.Point middle = layout.middle(i);
      double halfWidth = boxes.get(i).width() / 2;
      double halfHeight = boxes.get(i).height() / 2;
      places.add(
          new double[] {
            middle.x() - halfWidth,
            middle.x() + halfWidth,
            middle.y() - halfHeight,
            middle.y() + halfHeight
          });
      assertThat(middle.x() - halfWidth).isGreaterThanOrEqualTo(-1e-6);
      assertThat(middle.x() + halfWidth).isLessThanOrEqualTo(layout.width() + 1e-6);
    }
    for (int i = 0; i < places.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(overlap(places.get(i), places.get(j))).as("boxes %d and %d", i, j).isFalse();
      }
    }
    for (Layout.Line line : layout.lines()) {
      for (int k = 0; k < line.points().size(); k += 2) {
        Layout.Point top = line.points().get(k);
        Layout.Point end = line.points().get(k + 1);
        double[] stretch = {top.x(), top.x() + 0.1, top.y(), end.y()};
        for (int i = 0; i < places.size(); i++) {
          boolean own = i == line.from() || i == line.to();
          assertThat(!own && overlap(stretch, places.get(i))).as("%s, box %d", line, i).isFalse();
        }
      }
    }
  }

  private static boolean overlap(double[] a, double[] b) {
    return a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3];
  }

  @Test
  void loadsNothingAndKnowsDarkPaper() {
    String svg = ArchitectureDrawing.svg(sample(space(Spaces.named("layers")), 3), "x");
    assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http", "url(", "@import", "href", "<script");
    assertThat(svg).contains("prefers-color-scheme:dark");
  }

  @Test
  void titlesAreTextWhateverTheySay() throws Exception {
    Architecture network = sample(space(Spaces.named("layers")), 4);
    String nasty = "<script>&\"' \u0000 \uFFFE ]]> " + "long ".repeat(100);
    Document document = parsed(ArchitectureDrawing.svg(network, nasty));
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(texts(document, "text")).contains("<script>&\"'").contains("…");
  }

  @Test
  void smallOperationsShareABoxWithTheirLargeOne() {
    Blueprint b = new Blueprint(new Shape(1, 8, 8));
    int last =
        b.chain(
            Architecture.INPUT,
            new Operation.Activation(Operation.Activation.Kind.RELU),
            Operation.Convolution.square(4, 3, 1, 1),
            new Operation.BatchNorm(),
            new Operation.Dropout(0.25));
    b.add(new Operation.Dense(3), b.add(new Operation.Sum(), last, last));
    List<Box> boxes = Boxes.of(b.finish());
    assertThat(boxes).hasSize(4);
    assertThat(boxes.get(1).lines())
        .containsExactly("relu, conv 3×3 → 4", "batch norm, dropout 0.25", "4×8×8");
    assertThat(boxes.get(2).circle()).isTrue();
    assertThat(boxes.get(3).lines()).containsExactly("dense → 3");
  }

  @Test
  void operationsAreCalledByTheirNames() {
    OperationLabels labels = new OperationLabels();
    List<Operation> operations =
        List.of(
            new Operation.Convolution(8, 3, 3, 2, Padding.of(2), 2, 8, false, null),
            new Operation.Convolution(8, 1, 7, 1, 2, Padding.NONE, 1, 2, false, null),
            Operation.Pooling.square(Operation.Pooling.Kind.AVERAGE, 3, 2, 1),
            new Operation.Dropout(0.5),
            new Operation.DropPath(0.123),
            new Operation.Subsample(2, 1),
            new Operation.Activation(Operation.Activation.Kind.LEAKY_RELU));
    assertThat(operations.stream().map(labels::of))
        .containsExactly(
            "depthwise 3×3, stride 2, dilation 2",
            "conv 1×7 → 8, stride 1×2, groups 2",
            "mean pool 3×3, stride 2",
            "dropout 0.5",
            "drop-path 0.12",
            "every 2, from 1",
            "leaky relu");
  }

  @Test
  void aNetworkThatReadsNothingTwiceIsAColumn() {
    Architecture network =
        new Architecture(
            new Shape(1, 4, 4), List.of(new Node(new Operation.Dense(2), List.of(-1))), null);
    Layout layout = Layout.of(Boxes.of(network));
    assertThat(layout.middle(0).x()).isEqualTo(layout.middle(1).x());
    assertThat(layout.middle(0).y()).isLessThan(layout.middle(1).y());
  }
}
