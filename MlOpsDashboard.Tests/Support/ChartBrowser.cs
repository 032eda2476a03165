using System.Text.Json;
using Bunit;
using MlOpsDashboard.Components.Charts;

namespace MlOpsDashboard.Tests.Support;

/// <summary>The browser as charts see it: our script and that of Plotly.Blazor, with what was drawn by it.</summary>
internal sealed class ChartBrowser
{
    private readonly List<JsonElement> _drawings = [];

    /// <summary>Answers the calls of charts at once.</summary>
    public ChartBrowser(BunitJSInterop interop)
    {
        Own = interop.SetupModule("./charts.js");
        Own.Mode = JSRuntimeMode.Loose;
        Own.Setup<ChartScene?>("watch", _ => true).SetResult(Scene());
        Package = interop.SetupModule("./_content/Plotly.Blazor/plotly-interop-7.2.0.js");
        Package.Mode = JSRuntimeMode.Loose;
        Package.SetupVoid("newPlot", Remember).SetVoidResult();
        Package.SetupVoid("react", Remember).SetVoidResult();
    }

    /// <summary>Our script.</summary>
    public BunitJSModuleInterop Own { get; }

    /// <summary>The script of Plotly.Blazor.</summary>
    public BunitJSModuleInterop Package { get; }

    /// <summary>The traces drawn last.</summary>
    public JsonElement Traces => _drawings[^1][1];

    /// <summary>The layout drawn last.</summary>
    public JsonElement Layout => _drawings[^1][2];

    /// <summary>The kinds of all traces drawn so far.</summary>
    public IReadOnlySet<string> Kinds => _drawings.SelectMany(drawing => drawing[1].EnumerateArray()).Select(trace => trace.GetProperty("type").GetString()!).ToHashSet();

    /// <summary>How often a whole plot was drawn.</summary>
    public int Drawings => Calls("newPlot").Count + Calls("react").Count;

    /// <summary>A scene in which each colour tells its name.</summary>
    public static ChartScene Scene(string scheme = "light", bool narrow = false) => new(
        new ChartColours("font", $"{scheme} text", "muted", "grid", "surface", "low", "high", [.. Enumerable.Range(1, 8).Select(number => $"series {number}")]),
        narrow);

    /// <summary>The calls of a function of the package.</summary>
    public IReadOnlyList<JSRuntimeInvocation> Calls(string function) => [.. Package.Invocations.Where(call => call.Identifier == function)];

    /// <summary>The points of the append at this place: x and y, a list for each trace.</summary>
    public string Appended(int index) => JsonSerializer.Serialize(Calls("extendTraces")[index].Arguments.Skip(1).Take(2));

    /// <summary>
    /// Lets a function of the package wait for its answer from now on. What was drawn is remembered all the same.
    /// </summary>
    public JSRuntimeInvocationHandler Hold(string function) => Package.SetupVoid(function, Remember);

    // The package hands over what is computed only when it is read, as the real browser link does at once.
    private bool Remember(JSRuntimeInvocation call)
    {
        _drawings.Add(JsonSerializer.SerializeToElement(call.Arguments));
        return true;
    }
}
