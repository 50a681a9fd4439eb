package org.kendall.strategy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.kendall.nn.diffusion.ContinuousNoise;
import org.kendall.space.Candidate;
import org.kendall.space.ModelSchedule;
import org.kendall.space.ModelSchedule.Followed;
import org.kendall.space.ModelSchedule.Slot;
import org.kendall.space.ScheduleSpace;

/**
 * Schedules as people set them by hand: so many evaluations on a customary grid in time, by a
 * customary solver.
 *
 * @param space in which they must be said
 */
record ScheduleGrids(ScheduleSpace<?> space) {
  /** A solver that stays the same throughout. */
  record Style(int order, Followed followed) {
    static final Style DDIM = new Style(1, Followed.NOISE);
    static final List<Style> ALL =
        List.of(
            DDIM,
            new Style(2, Followed.DATA),
            new Style(3, Followed.DATA),
            new Style(2, Followed.NOISE),
            new Style(3, Followed.NOISE));
  }

  /** The grids of so many evaluations, each as slots in the order of sampling. */
  List<int[]> grids(int evaluations) {
    int last = space.places() - 1;
    int slots = last + 1;
    double noisiest = lambda(last);
    double way = lambda(0) - noisiest;
    List<IntUnaryOperator> grids =
        List.of(
            i -> slots - 1 - i * slots / evaluations, // even in time, from the noise
            i -> (evaluations - 1 - i) * slots / evaluations, // even in time, to the image
            i -> (int) Math.round(last * square(1 - (double) i / Math.max(1, evaluations - 1))),
            i -> nearest(noisiest + way * i / Math.max(1, evaluations - 1)));
    Set<List<Integer>> different = new LinkedHashSet<>();
    for (IntUnaryOperator grid : grids) {
      List<Integer> slotsOf = IntStream.range(0, evaluations).map(grid).distinct().boxed().toList();
      different.add(slotsOf);
    }
    return different.stream()
        .filter(grid -> grid.size() == evaluations)
        .map(grid -> grid.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  private static double square(double value) {
    return value * value;
  }

  private double lambda(int slot) {
    return new ContinuousNoise().lambda((slot + 0.05) / space.places());
  }

  private int nearest(double lambda) {
    int best = 0;
    for (int slot = 1; slot < space.places(); slot++) {
      best = Math.abs(lambda(slot) - lambda) < Math.abs(lambda(best) - lambda) ? slot : best;
    }
    return best;
  }

  /**
   * One solver on a grid.
   *
   * @param slots in the order of sampling
   * @param models asked at each of them
   */
  Optional<Candidate> candidate(int[] slots, IntUnaryOperator models, Style style) {
    List<Slot> taken = new ArrayList<>();
    for (int i = 0; i < slots.length; i++) {
      taken.add(new Slot(slots[i], models.applyAsInt(i), style.order(), style.followed(), 0));
    }
    return space.encode(new ModelSchedule.Slots(space.places(), taken));
  }

  /**
   * Steps of a single-step solver, all of one order.
   *
   * @param models asked in the evaluations, in the order of sampling
   */
  Optional<Candidate> candidate(int steps, int order, IntUnaryOperator models) {
    List<List<Integer>> asked = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      int first = order * step;
      asked.add(IntStream.range(first, first + order).map(models).boxed().toList());
    }
    return space.encode(new ModelSchedule.Groups(asked));
  }
}
