package org.kendall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Problem;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.EdgeGraph;
import org.kendall.space.SearchSpace;

class ReportTest {
  private static final String YAML = "job: cell-digits\nseed: 7\n";
  private static final String NASTY =
      "</script><!-- <script>document.foul = 1</script><img src=x onerror='document.foul = 1'>{{data}}\u2028\"\u001b";
  private static final String[] CHARTS = {"trials", "time", "cost", "predicted", "tau", "slots"};

  /** Notes on the document element what went wrong, and what was drawn. */
  private static final String WATCH =
      """
      <head><script>
      const problems = [];
      addEventListener("error", (event) => problems.push(event.message));
      console.error = (...what) => problems.push(what.join(" "));
      addEventListener("load", () => {
        const noted = document.documentElement.dataset;
        noted.problems = problems.join("; ");
        noted.foul = [document.foul, document.images.length].join(" ");
        noted.drawn = [...document.querySelectorAll(".chart")]
          .filter((box) => box.querySelector("canvas")).map((box) => box.id.slice(6)).join(" ");
        noted.strips = [...document.querySelectorAll(".strip")]
          .map((strip) => strip.querySelectorAll("line").length).join(" ");
        noted.samples = [...document.querySelectorAll(".samples img")]
          .map((row) => [row.naturalWidth, row.naturalHeight, row.width, row.height].join(" ")).join(", ");
        noted.makers = [...document.querySelectorAll(".samples .rows > div")]
          .map((maker) => maker.textContent).join(" | ");
        noted.best = [...document.querySelectorAll(".even .best")].map((best) => best.textContent).join(" | ");
        noted.edges = document.querySelectorAll("#cell svg g").length;
      });
      </script>
      """;

  @TempDir Path workspace;
  @TempDir Path run;

  @Test
  void dataInThePageAreThoseOfTheRun() throws Exception {
    JsonNode data = data(html(SmallRun.finished(), Cells.plan(Cells.problem()), YAML));
    assertThat(data.at("/summary/best/trial").asInt()).isEqualTo(4);
    assertThat(data.at("/evaluations/rows")).hasSize(15);
    assertThat(data.at("/best/0/graphs/0/edges")).hasSize(6);
    assertThat(data.at("/units/test_accuracy").asText()).isEqualTo("%");
    assertThat(data.at("/failures/0/message").asText()).isEqualTo(SmallRun.MESSAGE);
    assertThat(data.at("/settings").asText()).isEqualTo(YAML);
  }

  private String html(RunLog log, SearchPlan plan, String yaml) throws IOException {
    return Report.html(log, plan, yaml, new RunDirectory(run.toString(), new Configuration()));
  }

  @Test
  void nothingOutsideThePageIsAskedFor() throws Exception {
    String page = html(SmallRun.finished(), Cells.plan(Cells.problem()), YAML);
    assertThat(page)
        .doesNotContain("<link")
        .doesNotContain("<script src")
        .contains("default-src 'none'");
  }

  @Test
  void textOfOthersCannotLeaveItsString() throws Exception {
    String page = html(SmallRun.withText(NASTY), Cells.plan(nastyProblem()), NASTY);
    String harmless = html(SmallRun.withText(""), Cells.plan(nastyProblem()), "");
    for (String mark : List.of("</script", "<script", "<img", "<!--")) {
      assertThat(count(page, mark)).as(mark).isEqualTo(count(harmless, mark));
    }
    JsonNode data = data(page);
    assertThat(data.at("/summary/job").asText()).isEqualTo(NASTY);
    assertThat(data.at("/failures/0/stack").asText()).isEqualTo(NASTY);
    assertThat(data.at("/settings").asText()).isEqualTo(NASTY);
  }

  @Test
  void pageOfManyTrialsStaysSmall() throws Exception {
    RunLog many = SyntheticRun.of(2500, 16);
    String page = html(many, Cells.plan(Cells.problem()), YAML);
    String empty = html(SmallRun.started(), Cells.plan(Cells.problem()), YAML);
    assertThat(many.evaluations()).hasSizeGreaterThan(5000);
    assertThat(bytes(page) - bytes(empty)).isLessThan(2_000_000);
    assertThat(bytes(empty)).isLessThan(1_200_000);
  }

  @Test
  void browserDrawsAllChartsWithoutAnError() throws Exception {
    Map<String, String> noted = open(SyntheticRun.of(60, 2), Cells.problem(), YAML);
    assertThat(noted.get("drawn").split(" ")).containsExactlyInAnyOrder(CHARTS);
    assertThat(noted).containsEntry("edges", "6");
  }

  @Test
  void browserDrawsTheFrontOfSeveralObjectives() throws Exception {
    Problem<?> problem = Cells.byAccuracyAndMacs(Map.of());
    Map<String, String> noted = open(SyntheticRun.of(60, 2), problem, YAML);
    assertThat(noted.get("drawn").split(" "))
        .containsExactlyInAnyOrder(
            "trials", "time", "front-0", "volume", "volume-time", "predicted", "tau", "slots");
    assertThat(noted).containsEntry("edges", "6");
    assertThat(open(SmallRun.started(), problem, YAML)).containsEntry("drawn", "");
  }

  @Test
  void browserShowsARunThatHasJustStarted() throws Exception {
    Map<String, String> noted = open(SmallRun.started(), Cells.problem(), YAML);
    assertThat(noted).containsEntry("drawn", "").containsEntry("edges", "0");
  }

  @Test
  void browserShowsTextOfOthersAsText() throws Exception {
    Map<String, String> noted = open(SmallRun.withText(NASTY), nastyProblem(), NASTY);
    assertThat(noted).containsEntry("foul", " 0");
  }

  @Test
  void browserDrawsWhatWasFoundWithinBudgets() throws Exception {
    Map<String, String> noted = open(Schedules.finished(), Schedules.plan(), YAML);
    assertThat(noted.get("drawn").split(" ")).contains("budget-0", "budget-1", "trials", "slots");
    assertThat(noted).containsEntry("strips", "2 2 2 4 4 2");
    assertThat(noted.get("best").split(" [|] "))
        .hasSize(8)
        .startsWith("0.2555 ± 0.0021")
        .contains("0.007750 ± 0.0021");
  }

  @Test
  void browserShowsWhatEachMakesWithinABudget() throws Exception {
    // Four rows of eight images of 6 x 5 pixels; that of the single model, trial 6, is missing.
    Schedules.leaveSheet(run, 4, 55, 23);
    Schedules.leaveSheet(run, 5, 55, 23);
    Map<String, String> noted = open(Schedules.finished(), Schedules.plan(), YAML);
    assertThat(noted)
        .containsEntry("samples", "55 5 440 40, 55 5 440 40, 55 5 440 40, 55 5 440 40");
    assertThat(noted.get("makers").split(" [|] "))
        .hasSize(4)
        .startsWith("search0.2555 ± 0.0021 · calls 4", "training0.2555 ± 0.0021 · calls 4")
        .endsWith("training0.007750 ± 0.0021 · calls 8");
  }

  @Test
  void browserShowsBudgetsBeforeAnythingIsFound() throws Exception {
    Map<String, String> noted = open(Schedules.started(), Schedules.plan(), YAML);
    assertThat(noted).containsEntry("drawn", "").containsEntry("strips", "");
  }

  @Test
  @Tag("slow")
  void browserDrawsThousandsOfTrials() throws Exception {
    Map<String, String> noted = open(SyntheticRun.of(2500, 16), Cells.problem(), YAML);
    assertThat(noted.get("drawn").split(" ")).containsExactlyInAnyOrder(CHARTS);
  }

  /** Opens the page, looks that nothing went wrong in it, and returns what was noted. */
  private Map<String, String> open(RunLog log, Problem<?> problem, String yaml) throws Exception {
    return open(log, Cells.plan(problem), yaml);
  }

  private Map<String, String> open(RunLog log, SearchPlan plan, String yaml) throws Exception {
    Optional<Chromium> chromium = Chromium.find();
    assumeTrue(chromium.isPresent(), "skipped: there is no chromium on the path");
    String page = html(log, plan, yaml).replaceFirst("<head>", WATCH);
    Chromium.Opened opened = chromium.get().open(page, workspace);
    assertThat(opened.console()).isEmpty();
    Matcher attributes =
        Pattern.compile("data-(\\w+)=\"([^\"]*)\"")
            .matcher(opened.dom().substring(0, opened.dom().indexOf("<head>")));
    Map<String, String> noted = new HashMap<>();
    while (attributes.find()) {
      noted.put(attributes.group(1), attributes.group(2));
    }
    assertThat(noted).containsEntry("problems", "");
    return noted;
  }

  private static JsonNode data(String page) throws Exception {
    String begin = "id=\"data\">";
    int from = page.indexOf(begin) + begin.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  private static Problem<?> nastyProblem() {
    return new Problem<>(
        new NastySpace(), new Cells.Accuracy(), List.of(), Map.of(), Cells.ACCURACY);
  }

  /** A space without graphs whose names are markup. */
  private record NastySpace() implements SearchSpace<EdgeGraph> {
    @Override
    public List<Choice> choices() {
      return IntStream.range(0, 6)
          .mapToObj(i -> Choice.categorical(NASTY + i, List.of(NASTY, NASTY + "2", NASTY + "3")))
          .toList();
    }

    @Override
    public EdgeGraph decode(Candidate candidate) {
      return new Cells().decode(candidate);
    }

    @Override
    public String describe(Candidate candidate) {
      return NASTY;
    }
  }
}
