package io.rookery.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.predictor.replay.ReplayResult;
import java.util.List;
import java.util.TreeMap;

/** Replay results as JSON: one object of one result, else an array of them. NaN is null. */
final class ReplayJson {

  private ReplayJson() {}

  static String of(List<ObjectNode> results) {
    if (results.size() == 1) {
      return results.get(0).toString();
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    results.forEach(array::add);
    return array.toString();
  }

  static ObjectNode of(Contender contender, ReplayResult r) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("set", r.set()).put("predictor", contender.predictor());
    contender.rules().forEach(json.putArray("rules")::add);
    json.put("subject", r.subject());
    json.put("n", r.networks()).put("leftOut", r.leftOut()).put("horizon", r.horizon());
    json.put("slots", r.slots()).put("orders", r.orders());
    json.set("x", number(r.cost().x()));
    json.set("meanEpochs", number(r.cost().meanEpochs()));
    json.set("wallClockGain", number(r.cost().wallClockGain()));
    ObjectNode shares = json.putObject("shares");
    new TreeMap<>(r.cost().shares()).forEach(shares::put);
    json.set("mae", number(r.errors().mae()));
    json.set("maeStopped", number(r.errors().maeStopped()));
    json.set("medianError", number(r.errors().median()));
    json.set("p95Error", number(r.errors().p95()));
    json.set("rho", number(r.ranking().rho()));
    json.set("t5", number(r.ranking().t5()));
    json.set("t10", number(r.ranking().t10()));
    json.set("regretMean", number(r.ranking().regretMean()));
    json.set("regretMax", number(r.ranking().regretMax()));
    json.set("t5Finished", number(r.ranking().t5Finished()));
    json.set("t10Finished", number(r.ranking().t10Finished()));
    json.set("regretFinishedMean", number(r.ranking().regretFinishedMean()));
    json.set("regretFinishedMax", number(r.ranking().regretFinishedMax()));
    json.set("coverage90", number(r.errors().coverage90()));
    json.set("microsPerObservation", number(r.cost().microsPerObservation()));
    return json;
  }

  private static JsonNode number(double value) {
    return Double.isFinite(value)
        ? JsonNodeFactory.instance.numberNode(value)
        : JsonNodeFactory.instance.nullNode();
  }
}
