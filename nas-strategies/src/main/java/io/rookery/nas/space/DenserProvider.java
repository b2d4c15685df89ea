package io.rookery.nas.space;

import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes {@code denser}. */
public final class DenserProvider implements SpaceProvider<DenserSettings> {

  @Override
  public String name() {
    return "denser";
  }

  @Override
  public String summary() {
    return "layers and training derived from a grammar in Backus-Naur form";
  }

  @Override
  public String source() {
    return "Assunção, Lourenço, Machado, Ribeiro: DENSER, GPEM 2019, arXiv 1801.01563;"
        + " Fast-DENSER, 2019, arXiv 1905.02969";
  }

  @Override
  public DenserSettings defaults() {
    return DenserSettings.defaults();
  }

  /**
   * The space.
   *
   * @throws IllegalArgumentException if the grammar cannot be read or used; the message says why
   */
  @Override
  public SearchSpace<?> create(DenserSettings settings, Problem problem) {
    String text = settings.grammarFile().isEmpty() ? shipped() : file(settings.grammarFile());
    return new Denser(settings, Grammar.parse(text), problem);
  }

  /** The grammar that ships. */
  static String shipped() {
    try (InputStream in = DenserProvider.class.getResourceAsStream("denser.grammar")) {
      if (in == null) {
        throw new IllegalStateException("the default grammar is missing in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the grammar %s: %s".formatted(name, e), e);
    }
  }
}
