package org.kendall.jobs;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kendall.search.Search;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Makes Ctrl-C and a scheduler's SIGTERM end a search in good order; a second one ends it at once.
 */
final class Signals implements AutoCloseable {
  private static final int EXIT_INTERRUPTED = 130;

  private final List<Signal> signals = List.of(new Signal("INT"), new Signal("TERM"));
  private final List<SignalHandler> before;

  private Signals(SignalHandler handler) {
    before = signals.stream().map(signal -> Signal.handle(signal, handler)).toList();
  }

  static Signals stopping(Search search) {
    AtomicBoolean asked = new AtomicBoolean();
    return new Signals(
        signal -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(EXIT_INTERRUPTED);
          }
          search.stop();
        });
  }

  @Override
  public void close() {
    for (int i = 0; i < before.size(); i++) {
      Signal.handle(signals.get(i), before.get(i));
    }
  }
}
