package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;
import org.kendall.space.ScheduleSpace;
import org.kendall.space.Setting;

/**
 * One model throughout: every model with every number of evaluations, on every customary grid (even
 * in time from the noise or to the image, quadratic, even in the logarithm of signal to noise), by
 * every solver of the space. The best of them within a budget is OMS-DPM's first baseline.
 */
@Setting("One model throughout, with all numbers of steps, customary grids and solvers.")
public record SingleModel() implements Recipe {
  private static final int ORDERS = 3;

  @Override
  public List<Candidate> candidates(Problem<?> problem, String prepared) {
    ScheduleSpace<?> space = (ScheduleSpace<?>) problem.space();
    ScheduleGrids grids = new ScheduleGrids(space);
    List<Candidate> all = new ArrayList<>();
    for (int number = 0; number < space.models().size(); number++) {
      int model = number;
      for (int count = 1; count <= space.places(); count++) {
        for (int[] grid : grids.grids(count)) {
          for (ScheduleGrids.Style style : ScheduleGrids.Style.ALL) {
            grids.candidate(grid, i -> model, style).ifPresent(all::add);
          }
        }
        for (int order = 1; order <= ORDERS; order++) {
          grids.candidate(count, order, i -> model).ifPresent(all::add);
        }
      }
    }
    return all.stream().distinct().toList();
  }
}
