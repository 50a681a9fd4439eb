package org.kendall.spark;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.TrialContext;
import sun.misc.Unsafe;

/** What a bad candidate may do to the process that it runs in. */
enum Poison {
  DIVERGES(FailureKind.DIVERGED) {
    @Override
    double take() {
      return Double.NaN;
    }
  },
  THROWS(FailureKind.THREW) {
    @Override
    double take() {
      throw new AssertionError("<b>bad</b>");
    }
  },
  OVERFLOWS(FailureKind.THREW) {
    @Override
    double take() {
      return deeper(0);
    }

    private double deeper(int depth) {
      return depth < 0 ? 0 : 1 + deeper(depth + 1);
    }
  },
  FILLS_THE_HEAP(FailureKind.OUT_OF_MEMORY) {
    @Override
    double take() {
      List<byte[]> kept = new ArrayList<>();
      // Each twice as large as the last, so that small objects of others still find room.
      for (int megabytes = 64; megabytes > 0; megabytes *= 2) {
        kept.add(new byte[Math.min(megabytes, 2_000) << 20]);
      }
      return kept.size();
    }
  },
  /** Asks libtorch for 4 PB, which no machine gives: the words are those of a real shortage. */
  FILLS_NATIVE_MEMORY(FailureKind.OUT_OF_MEMORY) {
    @Override
    double take() {
      try (NDManager manager = NDManager.newBaseManager()) {
        return manager.zeros(new Shape(1L << 50), DataType.FLOAT32).size();
      }
    }
  },
  EXITS(FailureKind.KILLED_EXECUTOR) {
    @Override
    double take() {
      System.exit(3);
      return 0;
    }
  },
  CRASHES(FailureKind.KILLED_EXECUTOR) {
    @Override
    double take() throws ReflectiveOperationException {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      ((Unsafe) field.get(null)).putAddress(0, 0);
      return 0;
    }
  },
  SLEEPS(FailureKind.TIMED_OUT) {
    @Override
    double take() throws InterruptedException {
      Thread.sleep(Long.MAX_VALUE);
      return 0;
    }
  },
  SPINS(FailureKind.TIMED_OUT) {
    @Override
    double take() {
      long turns = 0;
      while (turns >= 0) {
        turns = (turns + 1) & Integer.MAX_VALUE;
        Thread.onSpinWait();
      }
      return turns;
    }
  };

  final FailureKind kind;

  Poison(FailureKind kind) {
    this.kind = kind;
  }

  /** Does it. */
  abstract double take() throws Exception;

  /**
   * The digits that stand for it: 1 and its place in the order; those of good ones begin with 0.
   */
  List<Integer> digits() {
    return List.of(1, 0, 0, 0, ordinal());
  }

  static Optional<Poison> of(List<Integer> digits) {
    return digits.get(0) == 1 ? Optional.of(values()[digits.get(4)]) : Optional.empty();
  }

  /** Takes the poison, or sleeps for 0.1 s; each run leaves a line in the trial's workspace. */
  record Taken() implements Evaluator<List<Integer>> {
    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximized("score", ""));
    }

    @Override
    public Map<String, Double> evaluate(List<Integer> digits, TrialContext context)
        throws Exception {
      Runs.begin(context.workspace());
      Optional<Poison> poison = of(digits);
      if (poison.isPresent()) {
        LogManager.getLogger(Poison.class).warn("takes {}", poison.get());
        return Map.of("score", poison.get().take());
      }
      Thread.sleep(100);
      return Map.of("score", 1.0);
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofSeconds(4);
    }
  }
}
