package org.kendall.predict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/**
 * The canonical forms of candidates, those that are one form once.
 *
 * @param different in the order in which they first occur, or sorted
 * @param formOf for each candidate the place of its form
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CanonicalForms(List<Candidate> different, int[] formOf) {
  static CanonicalForms of(SearchSpace<?> space, List<Candidate> candidates) {
    List<Candidate> forms = forms(space, candidates);
    return of(forms, forms.stream().distinct().toList());
  }

  /** The same, sorted if they are many: candidates that begin alike have parts in common. */
  static CanonicalForms sorted(SearchSpace<?> space, List<Candidate> candidates, int many) {
    List<Candidate> forms = forms(space, candidates);
    List<Candidate> different = forms.stream().distinct().toList();
    return of(
        forms, different.size() > many ? different.parallelStream().sorted().toList() : different);
  }

  private static List<Candidate> forms(SearchSpace<?> space, List<Candidate> candidates) {
    return candidates.parallelStream().map(space::canonical).toList();
  }

  private static CanonicalForms of(List<Candidate> forms, List<Candidate> different) {
    Map<Candidate, Integer> places = new HashMap<>(2 * different.size());
    for (int place = 0; place < different.size(); place++) {
      places.put(different.get(place), place);
    }
    return new CanonicalForms(different, forms.parallelStream().mapToInt(places::get).toArray());
  }
}
