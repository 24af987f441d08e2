/** The table as a static site: HTML and drawings made as a DOM, the same bytes for the same table. */
package org.vvarmap.report;
