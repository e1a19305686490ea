package io.stackstate.stql.basic;

import java.util.List;

/** What becomes of a query in the basic filter boxes. */
public sealed interface BasicConversion {

  /** What the boxes hold; of a query that is not basic, what is left when the rest is given up. */
  BasicFilter filter();

  /** The boxes mean exactly the query. */
  record Basic(BasicFilter filter) implements BasicConversion {}

  /**
   * The boxes cannot show the query. A user interface asks before it goes on with {@link #filter()}
   * alone, which selects something else.
   *
   * @param lost at least one
   */
  record NotBasic(BasicFilter filter, List<Loss> lost) implements BasicConversion {
    public NotBasic {
      lost = List.copyOf(lost);
    }
  }

  /**
   * A part of the query that no box can show.
   *
   * @param part its canonical text
   * @param reason for the person who wrote it
   */
  record Loss(String part, String reason) {}
}
