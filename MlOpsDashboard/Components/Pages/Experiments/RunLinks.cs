namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The addresses of pages and downloads about runs.</summary>
public static class RunLinks
{
    /// <summary>An experiment's runs.</summary>
    /// <param name="name">The experiment.</param>
    public static string Experiment(string name) => $"experiments/{Uri.EscapeDataString(name)}";

    /// <summary>One run.</summary>
    /// <param name="runId">The run.</param>
    public static string Run(string runId) => $"experiments/runs/{runId}";

    /// <summary>A part of a run's page.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="tab">The part.</param>
    public static string Part(string runId, string tab) => $"{Run(runId)}?tab={Uri.EscapeDataString(tab)}";

    /// <summary>The runs that are a part of a run.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="runId">The run.</param>
    public static string Parts(string experiment, string runId) => $"{Experiment(experiment)}?parent={runId}";

    /// <summary>Runs side by side.</summary>
    /// <param name="runIds">The runs.</param>
    public static string Compare(IEnumerable<string> runIds) => $"experiments/compare?ids={string.Join(',', runIds)}";

    /// <summary>A file of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="path">The file's path inside the run.</param>
    public static string Artifact(string runId, string path) =>
        $"api/runs/{runId}/artifacts/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>A version of a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="version">Its version.</param>
    public static string Dataset(string dataset, int? version) =>
        $"data/{Uri.EscapeDataString(dataset)}{(version is { } number ? $"/{number}" : "")}";
}
