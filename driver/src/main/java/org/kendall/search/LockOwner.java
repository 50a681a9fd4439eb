package org.kendall.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/**
 * The driver that holds a run directory.
 *
 * @param processMillis when its process started
 * @param sinceMillis when it took the directory
 * @param token tells it from every other that ever held it
 */
record LockOwner(String host, long pid, long processMillis, long sinceMillis, String token) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** The start of a process is reckoned from that of the machine, whose clock may be set. */
  private static final long SAME_START_MILLIS = 2000;

  /** This process, from now on. */
  static LockOwner self() {
    ProcessHandle process = ProcessHandle.current();
    return new LockOwner(
        thisHost(),
        process.pid(),
        startedMillis(process).orElse(0L),
        System.currentTimeMillis(),
        UUID.randomUUID().toString());
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static Optional<Long> startedMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli);
  }

  /** Reads what {@link #text} wrote; empty if it is not whole. */
  static Optional<LockOwner> parse(String text) {
    try {
      return Optional.ofNullable(JSON.readValue(text, LockOwner.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isOnThisHost() {
    return host.equals(thisHost());
  }

  /** Whether its process runs; asked on its own host. */
  boolean lives() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> Optional.of(startedMillis(process).orElse(processMillis)))
        .filter(start -> Math.abs(start - processMillis) <= SAME_START_MILLIS)
        .isPresent();
  }

  /** For people: its process, its host, and since when it holds the directory. */
  String described() {
    return "process %d on %s, since %s"
        .formatted(
            pid,
            host,
            TIME.format(Instant.ofEpochMilli(sinceMillis).atZone(ZoneId.systemDefault())));
  }
}
