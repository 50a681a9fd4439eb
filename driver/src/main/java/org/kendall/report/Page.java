package org.kendall.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of page: one HTML file with all that it needs, which a browser opens from disk without a
 * network. The data stand in it as one JSON object, from which its JavaScript draws. The browser
 * runs the scripts of the page and no others, nor handlers, whatever the data say.
 */
public final class Page {
  private static final String DATA = "{{data}}";
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  private final String text;

  private Page(String text) {
    this.text = text;
  }

  /**
   * A page that is drawn by scripts of its own.
   *
   * @param owner the class beside which the scripts are
   * @param scripts the names of resources; they run in this order, after those that all pages share
   */
  public static Page drawnBy(Class<?> owner, String... scripts) {
    List<String> all =
        Stream.concat(
                Stream.of(ECHARTS, "charts.js", "page.js").map(name -> resource(Page.class, name)),
                Stream.of(scripts).map(name -> resource(owner, name)))
            .map("\n%s"::formatted)
            .toList();
    return new Page(
        resource(Page.class, "page.html")
            .replace("{{allowed}}", joined(all, script -> "'sha256-%s'".formatted(sha256(script))))
            .replace("{{style}}", resource(Page.class, "page.css"))
            .replace("{{scripts}}", joined(all, "<script>%s</script>\n"::formatted)));
  }

  private static String joined(List<String> all, UnaryOperator<String> each) {
    return all.stream().map(each).collect(Collectors.joining(" "));
  }

  private static String sha256(String script) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of the file, with the data that it is drawn from. */
  public String of(Object data) {
    // Within the JSON a < stands in strings only; without one no string can end the script element.
    return text.replace(DATA, Json.compact(data).replace("<", "\\u003c"));
  }

  private static String resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
