// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.cli.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Draws a revision graph as SVG: the newest on top, coloured and shaped by the worst finding, each a link to its card. */
final class HtmlGraph {

    private static final int ROW = 22;
    private static final int LANE = 14;
    private static final int MARGIN = 12;

    private HtmlGraph() {}

    static void write(RevisionGraph graph, Map<String, HtmlCard> cards, Appendable out) throws IOException {
        int width = 2 * MARGIN + graph.lanes() * LANE + 640;
        int height = 2 * MARGIN + graph.nodes().size() * ROW;
        // The cards say the same in words and have the same links; hidden, this does not say it twice.
        out.append("<svg aria-hidden=\"true\" width=\"").append(Integer.toString(width));
        out.append("\" height=\"").append(Integer.toString(height)).append("\">\n");
        for (RevisionGraph.Edge edge : graph.edges()) {
            edge(edge, graph.nodes(), out);
        }
        for (int row = 0; row < graph.nodes().size(); row++) {
            RevisionGraph.Node node = graph.nodes().get(row);
            HtmlCard card = cards.get(node.id());
            if (card != null) {
                node(node, row, card, out);
            }
        }
        out.append("</svg>\n");
    }

    private static void edge(RevisionGraph.Edge edge, List<RevisionGraph.Node> nodes, Appendable out)
            throws IOException {
        int fromX = x(nodes.get(edge.from()).lane());
        int toX = x(nodes.get(edge.to()).lane());
        int laneX = x(edge.lane());
        int fromY = y(edge.from());
        int toY = y(edge.to());
        out.append("<path class=\"edge\" d=\"M").append(point(fromX, fromY));
        if (edge.to() == edge.from() + 1) {
            laneX = toX;
        }
        if (fromX != laneX) {
            out.append("C").append(point(fromX, fromY + ROW / 2)).append(' ');
            out.append(point(laneX, fromY + ROW / 2)).append(' ').append(point(laneX, fromY + ROW));
        }
        if (toX == laneX) {
            out.append("L").append(point(laneX, toY));
        } else {
            out.append("L").append(point(laneX, toY - ROW));
            out.append("C").append(point(laneX, toY - ROW / 2)).append(' ');
            out.append(point(toX, toY - ROW / 2)).append(' ').append(point(toX, toY));
        }
        out.append("\"/>\n");
    }

    private static void node(RevisionGraph.Node node, int row, HtmlCard card, Appendable out) throws IOException {
        int x = x(node.lane());
        int y = y(row);
        out.append("<a href=\"#").append(card.anchor()).append("\" tabindex=\"-1\">");
        String kind = "<path class=\"node " + card.level() + "\" d=\"";
        switch (card.level()) {
            case "error" ->
                out.append(kind)
                        .append("M" + point(x - 7, y) + "L" + point(x, y - 7) + "L" + point(x + 7, y) + "L"
                                + point(x, y + 7))
                        .append("Z\"/>");
            case "warning" ->
                out.append(kind)
                        .append("M" + point(x - 6, y + 5) + "L" + point(x, y - 7) + "L" + point(x + 6, y + 5))
                        .append("Z\"/>");
            default ->
                out.append("<circle class=\"node ")
                        .append(card.level())
                        .append("\" cx=\"" + x + "\" cy=\"" + y + "\" r=\"5\"/>");
        }
        int textX = x(Math.max(node.width(), 1)) + 4;
        out.append("<text x=\"" + textX + "\" y=\"" + (y + 4) + "\">");
        out.append(Html.text(shortened(card.id(), 40)));
        if (card.summary() != null && !card.summary().message().isEmpty()) {
            out.append("  <tspan>")
                    .append(Html.text(shortened(card.summary().message(), 60)))
                    .append("</tspan>");
        }
        if (node.children() == 0) {
            out.append(" (head)");
        } else if (node.children() > 1) {
            out.append(" (branch point)");
        }
        if (node.parents() > 1) {
            out.append(" (merge)");
        }
        out.append("</text></a>\n");
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    private static String point(int x, int y) {
        return x + " " + y;
    }

    private static int x(int lane) {
        return MARGIN + lane * LANE;
    }

    private static int y(int row) {
        return MARGIN + row * ROW + ROW / 2;
    }
}
