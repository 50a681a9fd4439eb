package org.kendall.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Trial;

/** Reads a journal from its first line to its last good one. */
final class Replay {
  private final List<RunHeader> header = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final List<Round> rounds = new ArrayList<>();
  private final Map<Long, Trial> trials = new HashMap<>();
  private final Map<Long, Evaluation> evaluations = new LinkedHashMap<>();

  private Replay() {}

  /**
   * A file of a journal.
   *
   * @param path for messages
   */
  @SuppressWarnings("ArrayRecordComponent") // a large file, read once and never compared
  record Part(String path, byte[] bytes) {}

  /**
   * What a journal tells; empty where not even its first record is whole. At the end of each part a
   * torn line is passed over.
   *
   * @throws BadDataException that names the file and the line, if one is damaged
   */
  static Optional<RunLog> of(List<Part> parts) {
    Replay replay = new Replay();
    parts.forEach(replay::read);
    return replay.header.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RunLog(
                replay.header.get(0),
                replay.sessions,
                replay.rounds,
                List.copyOf(replay.evaluations.values())));
  }

  /** The length of the parts up to the last line end of each. */
  static int wholeBytes(List<Part> parts) {
    return parts.stream().mapToInt(Replay::wholeBytes).sum();
  }

  private static int wholeBytes(Part part) {
    int length = part.bytes().length;
    while (length > 0 && part.bytes()[length - 1] != '\n') {
      length--;
    }
    return length;
  }

  private void read(Part part) {
    int start = 0;
    for (int number = 1; start < part.bytes().length; number++) {
      try {
        OptionalInt end = JournalFormat.lineEnd(part.bytes(), start);
        if (end.isEmpty()) {
          return; // torn by a crash while it was written
        }
        take(JournalFormat.parse(part.bytes(), start, end.getAsInt()));
        start = end.getAsInt() + 1;
      } catch (RuntimeException e) {
        throw damaged(part, number, e);
      }
    }
  }

  private static BadDataException damaged(Part part, int line, RuntimeException cause) {
    return new BadDataException(
        ("The journal %s is damaged in line %d: %s.\n"
                + "Maybe restore the file from a copy, or cut it before that line.")
            .formatted(part.path(), line, cause.getMessage()),
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
