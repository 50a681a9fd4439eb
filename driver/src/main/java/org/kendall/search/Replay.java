package org.kendall.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Trial;

/** Reads a journal from its first line to its last good one. */
final class Replay {
  private final String path;
  private final List<RunHeader> header = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final List<Round> rounds = new ArrayList<>();
  private final Map<Long, Trial> trials = new HashMap<>();
  private final Map<Long, Evaluation> evaluations = new LinkedHashMap<>();
  private long goodBytes;

  private Replay(String path) {
    this.path = path;
  }

  /**
   * What a journal tells.
   *
   * @param log empty where not even the first record is whole
   * @param goodBytes length of the file up to the end of its last good line
   */
  record Result(Optional<RunLog> log, long goodBytes) {}

  /**
   * Replays the text of a journal. A torn last line is dropped.
   *
   * @param path for messages
   * @throws BadDataException that names the line, if one before the last is damaged
   */
  static Result of(String text, String path) {
    Replay replay = new Replay(path);
    int number = 1;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      boolean last = end < 0 || end == text.length() - 1;
      String line = text.substring(start, end < 0 ? text.length() : end);
      if (end < 0 || !replay.read(line, number, last)) {
        break; // torn by a crash while it was written
      }
      replay.goodBytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
      start = end + 1;
      number++;
    }
    return replay.result();
  }

  private Result result() {
    return header.isEmpty()
        ? new Result(Optional.empty(), goodBytes)
        : new Result(
            Optional.of(
                new RunLog(header.get(0), sessions, rounds, List.copyOf(evaluations.values()))),
            goodBytes);
  }

  private boolean read(String line, int number, boolean last) {
    JsonNode node;
    try {
      node = JournalFormat.parse(line);
    } catch (IllegalArgumentException e) {
      if (last) {
        return false;
      }
      throw damaged(number, e);
    }
    try {
      take(node);
    } catch (RuntimeException e) {
      throw damaged(number, e);
    }
    return true;
  }

  private BadDataException damaged(int line, RuntimeException cause) {
    return new BadDataException(
        ("The journal %s is damaged in line %d: %s.\n"
                + "Maybe restore the file from a copy, or cut it before that line.")
            .formatted(path, line, cause.getMessage()),
        cause);
  }

  private void take(JsonNode node) {
    switch (node.get("type").textValue()) {
      case "run" -> takeHeader(node);
      case "session" ->
          sessions.add(
              new Session(
                  node.get("master").textValue(),
                  node.get("slots").intValue(),
                  node.get("at").longValue(),
                  node.get("at").longValue(),
                  RunStatus.RUNNING));
      case "round" -> takeRound(JournalFormat.round(node));
      case "measured", "failed" -> {
        Trial trial = trials.get(node.get("trial").longValue());
        evaluations.putIfAbsent(trial.number(), JournalFormat.evaluation(node, trial));
      }
      case "end" -> touch(node.get("at").longValue(), JournalFormat.status(node));
      default -> throw new IllegalArgumentException("its type is unknown: " + node.get("type"));
    }
    if (!node.get("type").textValue().equals("end") && !sessions.isEmpty()) {
      touch(node.get("at").longValue(), RunStatus.RUNNING);
    }
  }

  private void takeHeader(JsonNode node) {
    int version = node.get("version").intValue();
    if (version != JournalFormat.VERSION) {
      throw new IllegalArgumentException(
          "its format has version %d, and this Kendall reads version %d"
              .formatted(version, JournalFormat.VERSION));
    }
    header.add(JournalFormat.header(node));
  }

  private void takeRound(Round round) {
    rounds.add(round);
    round.trials().forEach(p -> trials.put(p.trial().number(), p.trial()));
  }

  private void touch(long atMillis, RunStatus status) {
    int last = sessions.size() - 1;
    Session session = sessions.get(last);
    sessions.set(
        last,
        new Session(session.master(), session.slots(), session.startedMillis(), atMillis, status));
  }
}
