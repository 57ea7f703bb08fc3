// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * What a request is about, as RBAC sees it.
 *
 * @param verb for example {@code list}
 * @param group the API group; empty for the oldest
 * @param resource with its subresource, if one is meant: {@code firmwarestates/status}
 * @param object the path of the object itself
 */
record RequestPath(String verb, String group, String resource, String object) {
    static RequestPath of(String method, String uri) {
        String path = uri.replaceAll("\\?.*", "");
        List<String> parts = new ArrayList<>(List.of(path.substring(1).split("/")));
        String group = parts.remove(0).equals("apis") ? parts.remove(0) : "";
        parts.remove(0);
        if (parts.get(0).equals("namespaces") && parts.size() > 2) {
            parts.remove(0);
            parts.remove(0);
        }
        boolean named = parts.size() > 1;
        String resource = parts.get(0) + (parts.size() > 2 ? "/" + parts.get(2) : "");
        String object = parts.size() > 2 ? path.substring(0, path.lastIndexOf('/')) : path;
        return new RequestPath(verb(method, uri, named), group, resource, object);
    }

    private static String verb(String method, String uri, boolean named) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> uri.contains("watch=true") ? "watch" : named ? "get" : "list";
        };
    }

    boolean writes() {
        return List.of("create", "update", "patch", "delete").contains(verb);
    }
}
