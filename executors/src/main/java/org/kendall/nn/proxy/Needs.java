package org.kendall.nn.proxy;

import java.util.EnumSet;
import java.util.Set;

/** What a forward pass must leave behind for some proxies. */
record Needs(boolean gradient, boolean fisher, boolean jacobians, boolean agreement) {
  private static final Set<Proxy> BY_GRADIENT =
      EnumSet.of(Proxy.GRAD_NORM, Proxy.SNIP, Proxy.PLAIN, Proxy.GRASP, Proxy.FISHER);

  static Needs of(Set<Proxy> asked) {
    return new Needs(
        asked.stream().anyMatch(BY_GRADIENT::contains),
        asked.contains(Proxy.FISHER),
        asked.contains(Proxy.JACOB_COV) || asked.contains(Proxy.EPE_NAS),
        asked.contains(Proxy.NASWOT));
  }

  boolean any() {
    return gradient || jacobians || agreement;
  }
}
