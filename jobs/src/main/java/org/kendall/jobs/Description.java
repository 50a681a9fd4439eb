package org.kendall.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kendall.data.ImageSource;
import org.kendall.jobs.Catalog.Cost;
import org.kendall.jobs.Catalog.DataSet;
import org.kendall.jobs.Catalog.Kind;
import org.kendall.jobs.Catalog.Named;
import picocli.CommandLine.Help.ColorScheme;

/** What people are told about the names of the catalog. */
final class Description {
  private static final String JOB = "job";

  private final Catalog catalog;
  private final ColorScheme colors;

  Description(Catalog catalog, ColorScheme colors) {
    this.catalog = catalog;
    this.colors = colors;
  }

  /** Every name with its sentence. */
  String overview() {
    StringBuilder text = new StringBuilder();
    for (Kind kind : Kind.values()) {
      text.append(heading(kind.plural()));
      text.append(names(catalog.all(kind).stream().map(n -> row(n.name(), n.help())).toList()));
    }
    text.append(heading("costs"));
    text.append(names(catalog.costs().stream().map(c -> row(c.name(), c.help())).toList()));
    text.append(heading("data"));
    text.append(names(catalog.data().stream().map(d -> row(d.name(), d.help())).toList()));
    text.append("  or a path, local or hdfs:, of files, a folder or a tar archive:\n");
    ImageSource.layouts().forEach(layout -> text.append("    ").append(layout).append('\n'));
    return text.append("\nMore on each: kendall describe NAME. Whole job files: describe job, ")
        .append(String.join(", ", StudyTemplate.names()))
        .append(".\n")
        .toString();
  }

  /** One name's settings, then a job file that uses it. */
  String of(String name) {
    JobTemplate template = new JobTemplate(catalog);
    if (name.equals(JOB)) {
      return template.commented();
    }
    List<String> parts = new ArrayList<>();
    StudyTemplate.of(name).ifPresent(study -> parts.add(study(study)));
    for (Kind kind : Kind.values()) {
      catalog.all(kind).stream()
          .filter(named -> named.name().equals(name))
          .forEach(named -> parts.add(named(named, template)));
    }
    catalog.costs().stream().filter(c -> c.name().equals(name)).forEach(c -> parts.add(cost(c)));
    catalog.data().stream().filter(d -> d.name().equals(name)).forEach(d -> parts.add(data(d)));
    if (parts.isEmpty()) {
      throw new BadInputException(
          "%s is not a name that Kendall knows.\n%s"
              .formatted(name, Spelling.advice(name, allNames(), "names")));
    }
    return String.join("\n", parts);
  }

  private List<String> allNames() {
    return Stream.of(
            Stream.of(JOB),
            StudyTemplate.names().stream(),
            Stream.of(Kind.values()).flatMap(kind -> catalog.names(kind).stream()),
            catalog.costs().stream().map(Cost::name),
            catalog.data().stream().map(DataSet::name))
        .flatMap(names -> names)
        .toList();
  }

  private String named(Named named, JobTemplate template) {
    String job =
        template
            .using(named)
            .map(text -> "A job to start from:\n\n" + text)
            .orElse("A job must give the settings that have no default.\n");
    return "%s, %s: %s\n\n%s\n%s"
        .formatted(
            bold(named.name()), named.kind().text(), named.help(), settings(named.type()), job);
  }

  private String study(StudyTemplate study) {
    return "%s, %s: %s\n\n%s\nA job to start from:\n\n%s"
        .formatted(
            bold(study.kind().label()),
            study.kind().text(),
            study.help(),
            settings(study.spec()),
            study.commented(catalog));
  }

  private String cost(Cost cost) {
    return """
        %s, a cost: %s

        A job that limits it says

        limits:
          %s: 1e6
        """
        .formatted(bold(cost.name()), cost.help(), cost.name());
  }

  private String data(DataSet data) {
    return """
        %s, data: %s

        A job that trains on it says

        evaluate:
          name: train-images
          data: %s
        """
        .formatted(bold(data.name()), data.help(), data.name());
  }

  private String settings(Class<? extends Record> type) {
    List<SettingRow> rows = SettingRow.of(type, catalog);
    if (rows.isEmpty()) {
      return "It has no settings.\n";
    }
    WrappedTable table = new WrappedTable(36, 16, 16, 48);
    table.row("SETTING", "TYPE", "DEFAULT", "MEANING");
    rows.forEach(row -> table.row(row.key(), row.type(), row.byDefault(), row.help()));
    return table.toString();
  }

  private record NameRow(String name, String help) {}

  private static NameRow row(String name, String help) {
    return new NameRow(name, help);
  }

  private static String names(List<NameRow> rows) {
    WrappedTable table = new WrappedTable(24, 76);
    rows.forEach(row -> table.row(row.name(), row.help()));
    return table.toString();
  }

  private String heading(String text) {
    return "\n" + bold(Character.toUpperCase(text.charAt(0)) + text.substring(1)) + "\n";
  }

  private String bold(String text) {
    return colors.ansi().new Text("@|bold %s|@".formatted(text), colors).toString();
  }
}
