package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench201;

class CanonicalFormsTest {
  private final Nasbench201 space = new Nasbench201(16, 5);

  @Test
  void eachCandidateFindsItsFormAndEachFormIsThereOnce() {
    List<Candidate> all = new ArrayList<>();
    for (long place = 0; place < space.size(); place++) {
      all.add(space.at(place));
    }
    Collections.shuffle(all, new Random(1));
    for (int many : new int[] {100, 100_000}) {
      CanonicalForms forms = CanonicalForms.sorted(space, all, many);
      assertThat(forms.different()).hasSize(5_390).doesNotHaveDuplicates();
      for (int i = 0; i < all.size(); i++) {
        assertThat(forms.different().get(forms.formOf()[i])).isEqualTo(space.canonical(all.get(i)));
      }
    }
  }

  @Test
  void manyAreSortedAsTheEnumerationIsAndFewKeepTheirOrder() {
    List<Candidate> listed = space.list().limit(50).toList();
    List<Candidate> reversed = new ArrayList<>(listed);
    Collections.reverse(reversed);
    assertThat(CanonicalForms.sorted(space, reversed, 49).different()).isEqualTo(listed);
    assertThat(CanonicalForms.sorted(space, reversed, 50).different()).isEqualTo(reversed);
  }
}
