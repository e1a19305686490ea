package io.stackstate.stql;

import org.roaringbitmap.RoaringBitmap;

/**
 * The answer to a query.
 *
 * @param components their ordinals in the snapshot that was asked; the caller's own
 * @param loadedElements how many components and relations were loaded for it
 */
public record QueryResult(RoaringBitmap components, long loadedElements) {}
