package org.kendall.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The master of a standalone cluster, as {@code spark://host:port} names it; there may be several,
 * with commas between.
 */
final class StandaloneMaster {
  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
  private static final String SCHEME = "spark://";
  private static final int TIMEOUT_MILLIS = 5_000;

  private StandaloneMaster() {}

  /**
   * Returns if one of the masters takes connections, or the URL is of another kind of cluster.
   * Spark itself would try for a minute, and then end in a stack trace.
   *
   * @throws MasterUnreachableException if none does
   */
  static void requireReachable(String url) {
    if (!url.startsWith(SCHEME)) {
      return;
    }
    String reason = "it names no host and port";
    for (String address : List.of(url.substring(SCHEME.length()).split(","))) {
      Matcher parts = ADDRESS.matcher(address);
      if (parts.matches()) {
        reason = tryToReach(parts.group(1), Integer.parseInt(parts.group(2)));
      }
      if (reason.isEmpty()) {
        return;
      }
    }
    throw MasterUnreachableException.of(url, reason);
  }

  /** Empty if the connection was taken, else why not. */
  private static String tryToReach(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      return "";
    } catch (UnknownHostException e) {
      return "there is no host " + host;
    } catch (IOException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
