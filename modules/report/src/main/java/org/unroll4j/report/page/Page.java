package org.unroll4j.report.page;

import java.util.List;

/**
 * A whole page.
 *
 * @param title what the browser's tab says
 * @param eyebrow the short line above the heading
 * @param heading what was predicted
 * @param answer the result in words
 * @param tiles the key figures
 * @param notes what a reader of the figures must know
 * @param sections everything else, in reading order
 * @param footer where the page comes from
 */
public record Page(
    String title,
    String eyebrow,
    String heading,
    Answer answer,
    List<Tile> tiles,
    List<String> notes,
    List<Section> sections,
    String footer) {

  public Page {
    tiles = List.copyOf(tiles);
    notes = List.copyOf(notes);
    sections = sections.stream().filter(section -> !section.blocks().isEmpty()).toList();
  }

  /** All figures of all sections. */
  public List<Figure> figures() {
    return sections.stream()
        .flatMap(section -> section.blocks().stream())
        .filter(Figure.class::isInstance)
        .map(Figure.class::cast)
        .toList();
  }
}
