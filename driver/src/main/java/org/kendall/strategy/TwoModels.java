package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;
import org.kendall.space.ScheduleSpace;
import org.kendall.space.Setting;

/**
 * One model from the noise on, another, which stands later in the zoo, to the image (T-Stitch, Pan
 * et al., ICLR 2025): all pairs with half of the numbers of evaluations, on the even grid from the
 * noise.
 */
@Setting("One model from the noise on, a later one of the zoo to the image.")
public record TwoModels(
    @Setting(
            value = "Shares of the evaluations that ask the first.",
            byDefault = "[0.2, 0.4, 0.6, 0.8]")
        List<Double> shares)
    implements Recipe {
  private static final int ORDERS = 3;
  private static final List<ScheduleGrids.Style> STYLES = ScheduleGrids.Style.ALL.subList(0, 2);

  public TwoModels {
    shares = List.copyOf(shares);
    if (shares.stream().anyMatch(share -> !(share > 0 && share < 1))) {
      throw new IllegalArgumentException(
          "The shares (%s) must be above 0 and below 1.".formatted(shares));
    }
  }

  @Override
  public List<Candidate> candidates(Problem<?> problem, String prepared) {
    ScheduleSpace<?> space = (ScheduleSpace<?>) problem.space();
    List<Candidate> all = new ArrayList<>();
    for (int later = 1; later < space.models().size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        for (int count = 2; count <= ORDERS * space.places(); count += 2) {
          add(new ScheduleGrids(space), earlier, later, count, all);
        }
      }
    }
    return all.stream().distinct().toList();
  }

  private void add(ScheduleGrids grids, int earlier, int later, int count, List<Candidate> into) {
    for (double share : shares) {
      long first = Math.round(share * count);
      IntUnaryOperator models = i -> i < first ? earlier : later;
      for (ScheduleGrids.Style style : STYLES) {
        grids.grids(count).stream()
            .limit(1)
            .forEach(grid -> grids.candidate(grid, models, style).ifPresent(into::add));
      }
      for (int order = 1; order <= ORDERS; order++) {
        if (count % order == 0) {
          grids.candidate(count / order, order, models).ifPresent(into::add);
        }
      }
    }
  }
}
