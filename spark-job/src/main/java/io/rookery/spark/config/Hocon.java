package io.rookery.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;

/**
 * Reads texts in HOCON or JSON that anybody may have written: of bounded size and depth, and
 * without includes, by which a text could have other files and servers read.
 */
final class Hocon {

  static final int MOST_BYTES = 1 << 20;
  static final int DEEPEST = 64;

  private Hocon() {}

  /**
   * One file, and no other.
   *
   * @throws ConfigException if it is not HOCON, or too large
   */
  static Config file(File file) {
    String origin = file.toString();
    try {
      if (Files.size(file.toPath()) > MOST_BYTES) {
        throw tooLarge(origin);
      }
      return text(Files.readString(file.toPath()), origin, ConfigSyntax.CONF);
    } catch (IOException e) {
      throw new ConfigException.IO(ConfigOriginFactory.newFile(origin), e.toString(), e);
    }
  }

  /**
   * A text.
   *
   * @throws ConfigException if it is not of that syntax, or too large
   */
  static Config text(String text, String origin, ConfigSyntax syntax) {
    if (text.length() > MOST_BYTES) {
      throw tooLarge(origin);
    }
    requireShallow(text, origin);
    return ConfigFactory.parseString(
        text,
        ConfigParseOptions.defaults()
            .setSyntax(syntax)
            .setOriginDescription(origin)
            .setIncluder(new NoIncludes()));
  }

  /** The parser calls itself for each bracket. */
  private static void requireShallow(String text, String origin) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      if (depth > DEEPEST) {
        throw new ConfigException.Parse(
            ConfigOriginFactory.newSimple(origin),
            "more than %d brackets within each other".formatted(DEEPEST));
      }
    }
  }

  private static ConfigException tooLarge(String origin) {
    return new ConfigException.Parse(
        ConfigOriginFactory.newSimple(origin), "it has more than %d bytes".formatted(MOST_BYTES));
  }

  private static final class NoIncludes
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      throw refused(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      throw refused(what);
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      throw refused(what);
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      throw refused(what);
    }

    private static ConfigException refused(Object what) {
      return new ConfigException.Parse(
          ConfigOriginFactory.newSimple("include"),
          "includes are not taken, found '%s'; give each file with --config".formatted(what));
    }
  }
}
