package org.kendall.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Rung;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;

/**
 * How a journal's records stand in their lines; the page about the format is {@code
 * JOURNAL_FORMAT.md} beside this class.
 */
final class JournalFormat {
  static final int VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CRC = ",\"crc\":\"";
  private static final int TAIL = CRC.length() + 8 + 2;

  private JournalFormat() {}

  /** One line, with its checksum and its line end. */
  static byte[] line(ObjectNode record) {
    String text = record.toString();
    byte[] open = text.substring(0, text.length() - 1).getBytes(StandardCharsets.UTF_8);
    byte[] tail = tail(open, 0, open.length);
    byte[] line = Arrays.copyOf(open, open.length + TAIL + 1);
    System.arraycopy(tail, 0, line, open.length, TAIL);
    line[line.length - 1] = '\n';
    return line;
  }

  /**
   * Where the line that starts at a place ends: the place of its line end.
   *
   * @return empty if it was torn while it was written: it has no line end, and is not whole
   * @throws IllegalArgumentException if it is damaged in another way
   */
  static OptionalInt lineEnd(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end == bytes.length) {
      if (isWhole(bytes, start, end - 1)) {
        throw new IllegalArgumentException("its line end is another character");
      }
      return OptionalInt.empty();
    }
    if (!isWhole(bytes, start, end)) {
      throw new IllegalArgumentException("its checksum does not fit");
    }
    return OptionalInt.of(end);
  }

  private static boolean isWhole(byte[] bytes, int start, int end) {
    int open = end - TAIL;
    return open > start && Arrays.equals(bytes, open, end, tail(bytes, start, open), 0, TAIL);
  }

  /** What follows the bytes of a line that its checksum covers. */
  private static byte[] tail(byte[] bytes, int start, int end) {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, end - start);
    String digits = HexFormat.of().toHexDigits((int) crc.getValue());
    return (CRC + digits + "\"}").getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads a whole line. */
  static JsonNode parse(byte[] bytes, int start, int end) {
    try {
      return JSON.readTree(bytes, start, end - start);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
  }

  static ObjectNode of(RunHeader header) {
    ObjectNode node = record("run").put("version", header.formatVersion());
    node.put("kendall", header.kendallVersion()).put("job", header.job());
    node.put("digest", header.digest()).put("seed", header.seed());
    node.putObject("objective")
        .put("name", header.objective().name())
        .put("unit", header.objective().unit())
        .put("direction", lower(header.objective().direction()));
    return node.put("at", header.createdMillis());
  }

  static RunHeader header(JsonNode node) {
    JsonNode objective = node.get("objective");
    return new RunHeader(
        node.get("version").intValue(),
        node.get("kendall").textValue(),
        node.get("job").textValue(),
        node.get("digest").textValue(),
        node.get("seed").longValue(),
        new Metric(
            objective.get("name").textValue(),
            objective.get("unit").textValue(),
            upper(Metric.Direction.class, objective.get("direction"))),
        node.get("at").longValue());
  }

  static ObjectNode sessionStart(String master, int slots, long atMillis) {
    return record("session").put("master", master).put("slots", slots).put("at", atMillis);
  }

  static ObjectNode sessionEnd(RunStatus status, long atMillis) {
    return record("end").put("status", status.label()).put("at", atMillis);
  }

  static RunStatus status(JsonNode node) {
    return upper(RunStatus.class, node.get("status"));
  }

  static ObjectNode of(Round round) {
    ObjectNode node = record("round").put("stage", round.stage().label());
    node.put("round", round.number());
    var trials = node.putArray("trials");
    for (ProposedTrial proposed : round.trials()) {
      Trial trial = proposed.trial();
      ObjectNode one = trials.addObject().put("trial", trial.number());
      one.put("options", trial.candidate().toString()).put("seed", trial.seed());
      one.put("fidelity", trial.fidelity());
      if (trial.rung().isOnLadder()) {
        one.put("ladder", trial.rung().ladder()).put("from", trial.rung().from());
      }
      proposed.predicted().ifPresent(score -> one.put("predicted", score));
    }
    round.seen().ifPresent(seen -> node.put("seen", seen));
    return node.put("fit_seconds", round.fitSeconds()).put("at", round.proposedMillis());
  }

  static Round round(JsonNode node) {
    Stage stage = upper(Stage.class, node.get("stage"));
    List<ProposedTrial> trials = new ArrayList<>();
    for (JsonNode one : node.get("trials")) {
      Trial trial =
          new Trial(
              one.get("trial").longValue(),
              stage,
              Candidate.parse(one.get("options").textValue()),
              one.get("seed").longValue(),
              one.get("fidelity").doubleValue(),
              one.has("ladder")
                  ? new Rung(one.get("ladder").longValue(), one.get("from").doubleValue())
                  : Rung.NONE);
      JsonNode predicted = one.get("predicted");
      trials.add(
          new ProposedTrial(
              trial,
              predicted == null
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(predicted.doubleValue())));
    }
    return new Round(
        stage,
        node.get("round").intValue(),
        trials,
        node.has("seen") ? OptionalInt.of(node.get("seen").intValue()) : OptionalInt.empty(),
        node.get("fit_seconds").doubleValue(),
        node.get("at").longValue());
  }

  static ObjectNode of(Evaluation evaluation, long atMillis) {
    ObjectNode node = record(evaluation instanceof Measured ? "measured" : "failed");
    node.put("trial", evaluation.trial().number());
    if (evaluation instanceof Measured measured) {
      ObjectNode metrics = node.putObject("metrics");
      measured.metrics().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(metric -> metrics.put(metric.getKey(), metric.getValue()));
    } else if (evaluation instanceof Failed failed) {
      node.put("kind", failed.kind().label()).put("message", failed.message());
      node.put("stack", failed.stack()).put("log", failed.log());
    }
    node.set("place", JSON.valueToTree(evaluation.place()));
    return node.put("at", atMillis);
  }

  /** Reads an evaluation of a trial that was proposed before. */
  static Evaluation evaluation(JsonNode node, Trial trial) {
    JsonNode at = node.get("place");
    Place place =
        new Place(
            at.get("host").textValue(),
            at.get("executor").textValue(),
            at.get("device").textValue(),
            at.get("slot").intValue(),
            at.get("startedMillis").longValue(),
            at.get("seconds").doubleValue());
    if (node.get("type").textValue().equals("measured")) {
      Map<String, Double> metrics = new HashMap<>();
      node.get("metrics")
          .properties()
          .forEach(m -> metrics.put(m.getKey(), m.getValue().asDouble()));
      return new Measured(trial, place, metrics);
    }
    return new Failed(
        trial,
        place,
        upper(FailureKind.class, node.get("kind")),
        node.get("message").textValue(),
        node.get("stack").textValue(),
        node.path("log").asText());
  }

  private static ObjectNode record(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E upper(Class<E> type, JsonNode text) {
    return Enum.valueOf(type, text.textValue().toUpperCase(Locale.ROOT));
  }
}
