using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Access;

/// <summary>Which scope a route takes of a limited API key: the first line that fits counts, and what fits none is closed to all of them.</summary>
internal static class ScopeTable
{
    private const string Rest = "/**";
    private const string Changing = "POST PUT PATCH DELETE";
    private const string Any = "GET " + Changing;

    private static readonly (KeyScope Scope, string[] Methods, string[] Routes)[] s_lines =
    [
        Line(KeyScope.Admin, Any, "/api/keys/**", "/api/users/**", "/api/settings/**", "/api/logs/**", "/api/storage/**", "/api/trash/**", "/api/sessions/**", "/api/account/**"),
        Line(KeyScope.Admin, Changing, "/api/monitoring/channels/**"),
        Line(KeyScope.Predict, Any, "/api/predict/**", "/v2/**"),
        Line(KeyScope.Predict, "POST", "/api/feedback"),
        Line(KeyScope.Read, "GET", "/api/**", "/openapi/**", "/docs/**", "/metrics"),
        Line(
            KeyScope.Deploy,
            "POST",
            "/api/deploy/**",
            "/api/abtests/**",
            "/api/approvals/{id}/approve",
            "/api/approvals/{id}/reject",
            "/api/retraining/{model_name}/decisions/{id}/approve",
            "/api/retraining/{model_name}/decisions/{id}/reject"),
        Line(KeyScope.Registry, Changing, "/api/models/**", "/api/approvals/**", "/api/comparisons/**"),
        Line(KeyScope.Train, Changing, "/api/datasets/**", "/api/uploads/**", "/api/training/**", "/api/experiments/**", "/api/runs/**", "/api/feedback/dataset"),
        Line(KeyScope.Operate, Changing, "/api/monitoring/**", "/api/retraining/**"),
    ];

    /// <summary>The scope that a route takes; null for one that is closed to limited keys.</summary>
    /// <param name="method">The method; HEAD counts as GET.</param>
    /// <param name="route">The route's pattern, from its first slash on.</param>
    public static KeyScope? Of(string method, string route)
    {
        string asked = HttpMethods.IsHead(method) ? HttpMethods.Get : method;
        return s_lines.Where(line => line.Methods.Contains(asked) && line.Routes.Any(known => Fits(known, route))).Select(line => (KeyScope?)line.Scope).FirstOrDefault();
    }

    private static bool Fits(string known, string route) => known.EndsWith(Rest, StringComparison.Ordinal)
        ? route == known[..^Rest.Length] || route.StartsWith(known[..^2], StringComparison.Ordinal)
        : route == known;

    private static (KeyScope Scope, string[] Methods, string[] Routes) Line(KeyScope scope, string methods, params string[] routes) => (scope, methods.Split(' '), routes);
}
