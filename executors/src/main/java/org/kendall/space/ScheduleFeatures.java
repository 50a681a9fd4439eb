package org.kendall.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.kendall.space.ModelSchedule.Followed;

/**
 * What describes a model schedule in numbers: how often each model is asked, for how much of the
 * way it answers, how long the steps are and of what kind. The way and its steps are measured by
 * half the logarithm of signal to noise where nothing is said of time; its parts are equally long,
 * the first one at the noise's end. Models have letters, a being the zoo's first.
 */
final class ScheduleFeatures {
  static final List<Feature> FAMILIES =
      List.of(
          new Feature("stations", "Which model is asked in which twelfth of the way."),
          new Feature("links", "Which model is asked after which, and how far it leads."));

  private static final int PARTS = 4;
  private static final int TWELFTHS = 12;

  private static final Map<Integer, ScheduleFeatures> KNOWN = new ConcurrentHashMap<>();

  /** One number: what it is, and how it is worked out of all evaluations, at least one. */
  private record Column(Feature feature, ToDoubleFunction<List<ScheduleCall>> number) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<Feature> features;

  private ScheduleFeatures(int models) {
    addSteps();
    addEnds();
    addSolver();
    IntStream.range(0, models).forEach(this::addModel);
    for (int part = 0; part < PARTS; part++) {
      addPart(part, models);
    }
    features = columns.stream().map(Column::feature).toList();
  }

  /** Those for a zoo of so many models. */
  static ScheduleFeatures of(int models) {
    return KNOWN.computeIfAbsent(models, ScheduleFeatures::new);
  }

  List<Feature> features() {
    return features;
  }

  /** The numbers of a schedule; all are 0 where no model is asked. Shape (features). */
  double[] describe(ModelSchedule schedule) {
    List<ScheduleCall> calls = ScheduleCall.of(schedule);
    return calls.isEmpty()
        ? new double[columns.size()]
        : columns.stream().mapToDouble(column -> column.number.applyAsDouble(calls)).toArray();
  }

  /** What a schedule is made of, by {@link #FAMILIES}. */
  static List<Counts> parts(ModelSchedule schedule) {
    List<ScheduleCall> calls = ScheduleCall.of(schedule);
    long[] stations = new long[calls.size()];
    long[] links = new long[calls.size()];
    for (int i = 0; i < stations.length; i++) {
      ScheduleCall call = calls.get(i);
      stations[i] = (long) call.model() * TWELFTHS + call.part(TWELFTHS);
      long far = Math.round(TWELFTHS * (call.to().share() - call.from().share())); // 0 to 12
      links[i] = ((long) call.after() * SlotText.MOST_MODELS + call.model()) * (TWELFTHS + 1) + far;
    }
    return List.of(Counts.of(stations), Counts.of(links));
  }

  private void addSteps() {
    add("calls", "Evaluations.", List::size);
    add("log_calls", "The logarithm of the evaluations.", all -> Math.log(all.size()));
    add("longest", "The longest step.", all -> largest(all, ScheduleCall::length));
    add("longest_time", "The longest step in time.", all -> largest(all, ScheduleCall::duration));
    addSum("squares", "The sum of squared steps.", c -> c.length() * c.length());
    addSum("cubes", "The sum of cubed steps.", c -> Math.pow(c.length(), 3));
    addSum("squares_time", "The sum of squared steps in time.", c -> c.duration() * c.duration());
    addSum("cubes_time", "The sum of cubed steps in time.", c -> Math.pow(c.duration(), 3));
  }

  private void addEnds() {
    add("begin", "The time of the first evaluation.", all -> all.get(0).from().time());
    add("end", "The time of the last evaluation.", all -> last(all, 0).from().time());
    add("first_step", "The first step.", all -> all.get(0).length());
    add("last_step", "The last step.", all -> last(all, 0).length());
    add("last_step_but_one", "The step before the last.", all -> last(all, 1).length());
  }

  private void addSolver() {
    Predicate<ScheduleCall> mixed = call -> call.order() > 1 && call.isChange();
    addSum("changes", "Changes of the model.", is(ScheduleCall::isChange));
    addSum("mixed", "Changes of the model with steps of higher order.", is(mixed));
    addSum("mixed_way", "The way of those steps.", of(mixed, ScheduleCall::length));
    for (int order = 1; order <= 3; order++) {
      int own = order;
      Predicate<ScheduleCall> has = call -> call.order() == own;
      addSum("order_" + order, "Evaluations by that order.", is(has));
      addSum("order_%d_way".formatted(order), "Their way.", of(has, ScheduleCall::length));
    }
    addSum(
        "leading_terms",
        "The sum of steps, each to the power of one more than its order.",
        call -> Math.pow(call.length(), call.order() + 1));
  }

  private void addModel(int model) {
    String letter = Character.toString('a' + model);
    Predicate<ScheduleCall> own = call -> call.model() == model;
    addSum("calls_" + letter, "Evaluations of that model.", is(own));
    addSum("way_" + letter, "The way it leads.", of(own, ScheduleCall::length));
    addSum("time_" + letter, "The time for which it leads.", of(own, ScheduleCall::duration));
    addSum(
        "squares_" + letter,
        "The sum of its squared steps.",
        of(own, call -> call.length() * call.length()));
    add("first_" + letter, "Whether it is asked first.", all -> one(own.test(all.get(0))));
    add("last_" + letter, "Whether it is asked last.", all -> one(own.test(last(all, 0))));
  }

  private void addPart(int part, int models) {
    String name = "_in_" + (part + 1);
    Predicate<ScheduleCall> here = call -> call.part(PARTS) == part;
    ToDoubleFunction<ScheduleCall> cover = call -> call.cover(part, PARTS);
    addSum("calls" + name, "Evaluations in that part.", is(here));
    addSum(
        "squares" + name,
        "The mean step, by how much of that part each leads through.",
        call -> call.length() * cover.applyAsDouble(call));
    addSum("higher" + name, "The share of steps of higher order.", of(c -> c.order() > 1, cover));
    addSum(
        "data" + name,
        "The share of steps that follow the data.",
        of(call -> call.followed() == Followed.DATA, cover));
    for (int model = 0; model < models; model++) {
      String letter = Character.toString('a' + model);
      int which = model;
      Predicate<ScheduleCall> own = call -> call.model() == which;
      addSum("calls_" + letter + name, "Evaluations of that model there.", is(own.and(here)));
      addSum("way_" + letter + name, "The share that it leads.", of(own, cover));
    }
  }

  private void add(String name, String help, ToDoubleFunction<List<ScheduleCall>> number) {
    columns.add(new Column(new Feature(name, help), number));
  }

  private void addSum(String name, String help, ToDoubleFunction<ScheduleCall> figure) {
    add(
        name,
        help,
        all -> {
          double sum = 0;
          for (ScheduleCall call : all) { // a stream takes twice as long
            sum += figure.applyAsDouble(call);
          }
          return sum;
        });
  }

  /** A figure of those evaluations for which something holds, 0 for others. */
  private static ToDoubleFunction<ScheduleCall> of(
      Predicate<ScheduleCall> which, ToDoubleFunction<ScheduleCall> figure) {
    return call -> which.test(call) ? figure.applyAsDouble(call) : 0;
  }

  private static ToDoubleFunction<ScheduleCall> is(Predicate<ScheduleCall> which) {
    return call -> one(which.test(call));
  }

  private static double one(boolean holds) {
    return holds ? 1 : 0;
  }

  private static double largest(List<ScheduleCall> all, ToDoubleFunction<ScheduleCall> figure) {
    return all.stream().mapToDouble(figure).max().orElseThrow();
  }

  /** The evaluation that so many come after, or the first. */
  private static ScheduleCall last(List<ScheduleCall> all, int after) {
    return all.get(Math.max(0, all.size() - 1 - after));
  }
}
