package org.kendall.evaluate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;

/**
 * The last lines that each running trial logged, which its failure keeps. A line belongs to the
 * trial that its thread's context names.
 */
public final class TrialLog implements AutoCloseable {
  static final int LINES = 20;
  static final int LINE_LIMIT = 500;

  private static final String NAME = "trial-log";
  private static final String KEY = "trial";
  private static final Map<String, TrialLog> RUNNING = new ConcurrentHashMap<>();

  private final String key;
  private final Deque<String> lines = new ArrayDeque<>();

  private TrialLog(String key) {
    this.key = key;
  }

  /** Hears all that is logged in this process from now on. */
  public static synchronized void listen() {
    if (LogManager.getContext(false) instanceof LoggerContext context) {
      Configuration configuration = context.getConfiguration();
      if (configuration.getAppender(NAME) == null) {
        Hearer hearer = new Hearer();
        hearer.start();
        configuration.addAppender(hearer);
        configuration.getRootLogger().addAppender(hearer, null, null);
        context.updateLoggers();
      }
    }
  }

  /**
   * Names the trial in this thread's context, and keeps what is logged there until it is closed.
   */
  public static TrialLog of(Trial trial) {
    TrialLog log = new TrialLog(Long.toString(trial.number()));
    RUNNING.put(log.key, log);
    ThreadContext.put(KEY, log.key);
    return log;
  }

  /** The last lines, the oldest first; from any thread. */
  public synchronized String text() {
    return String.join("\n", lines);
  }

  private synchronized void add(String line) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.add(line.substring(0, Math.min(LINE_LIMIT, line.length())));
  }

  @Override
  public void close() {
    ThreadContext.remove(KEY);
    RUNNING.remove(key, this);
  }

  private static final class Hearer extends AbstractAppender {
    Hearer() {
      super(NAME, null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      String trial = event.getContextData().getValue(KEY);
      TrialLog log = trial == null ? null : RUNNING.get(trial);
      if (log != null) {
        String logger = event.getLoggerName();
        log.add(
            "%s %s: %s"
                .formatted(
                    event.getLevel(),
                    logger.substring(logger.lastIndexOf('.') + 1),
                    event.getMessage().getFormattedMessage()));
      }
    }
  }
}
