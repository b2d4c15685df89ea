package io.rookery.submit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.analysis.Analysis;
import io.rookery.spark.analysis.Answer;
import io.rookery.spark.analysis.Question;
import io.rookery.spark.ledger.LedgerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rookery analyze}: the questions of docs/results.md, asked of one search. */
@Command(
    name = "analyze",
    description = "Answers what people ask of a search's tables; docs/results.md has the SQL.",
    mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "folder that a search wrote")
  private String folder = "";

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "most rows of an answer; default ${DEFAULT-VALUE}")
  private int rows = 12;

  @Option(names = "--sql", description = "the statements too")
  private boolean sql;

  @Option(names = "--json", description = "one JSON array, with every row")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    SparkConf conf = Launch.conf(null, List.of());
    conf.setAppName("Rookery analysis").remove("spark.plugins");
    conf.set("spark.ui.enabled", "false").setIfMissing("spark.sql.shuffle.partitions", "2");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    try (Session session = Session.open(conf)) {
      Analysis analysis = Analysis.of(session.spark(), folder);
      if (json) {
        print(whole(analysis).toString());
      } else {
        for (Question question : Question.all()) {
          print(analysis.answer(question).text(rows) + (sql ? "\n\n" + question.sql() : "") + "\n");
        }
        print(analysis.genes().text(rows));
      }
      return ExitCode.DONE.code();
    } catch (LedgerException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    }
  }

  private static ArrayNode whole(Analysis analysis) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    Question.all().forEach(question -> add(all, analysis.answer(question)));
    add(all, analysis.genes());
    return all;
  }

  private static void add(ArrayNode all, Answer answer) {
    ObjectNode object = all.addObject().put("question", answer.question());
    if (!answer.remark().isEmpty()) {
      object.put("remark", answer.remark());
    }
    ArrayNode rows = object.putArray("rows");
    for (List<String> row : answer.rows()) {
      ObjectNode cells = rows.addObject();
      for (int i = 0; i < row.size(); i++) {
        cells.put(answer.columns().get(i), row.get(i));
      }
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
