package io.rookery.spark.config;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;

/** The page that lists every setting: made from the records that read them, so it cannot lie. */
public final class OptionsPage {

  private OptionsPage() {}

  /** Markdown with one table a section. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Settings

        Every setting, its default and what it means; printed by `submit/bin/rookery options`. A value comes from, in this
        order: an option (`--set key=value`, `--data`, `--output`), `spark.` and the key as a Spark property, an
        environment variable (`ROOKERY_SEARCH_CANDIDATES` for `rookery.search.candidates`), a `--config` file in HOCON,
        the default. `rookery run --dry-run` prints where each value came from.

        | key | default | meaning |
        |---|---|---|
        """);
    new TreeMap<>(Sections.singles())
        .forEach(
            (key, help) -> row(page, key, Sections.defaults().getValue(key).unwrapped(), help));
    Sections.records().forEach((section, record) -> section(page, section, record));
    return page.toString();
  }

  private static void section(StringBuilder page, String section, Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    if (components.length == 0) {
      return;
    }
    page.append("\n## ").append(section).append("\n\n| key | default | meaning |\n|---|---|---|\n");
    Map<String, Object> values = SettingsRecord.values(record);
    for (RecordComponent component : components) {
      row(
          page,
          component.getName(),
          values.getOrDefault(component.getName(), ""),
          SettingsRecord.help(component));
    }
  }

  private static void row(StringBuilder page, String key, Object value, String help) {
    String shown = value.toString().isEmpty() ? "" : "`" + value + "`";
    page.append("| `%s` | %s | %s |%n".formatted(key, shown, help.replace("|", "\\|")));
  }
}
