using MlOpsDashboard.Components.Pages.Data;
using MlOpsDashboard.Components.Pages.Experiments;
using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Layout;

/// <summary>Finds pages, models, data sets, experiments and runs by a part of their name.</summary>
/// <param name="registry">The models.</param>
/// <param name="datasets">The data sets.</param>
/// <param name="runs">The experiments and runs.</param>
public sealed class Finder(RegistryService registry, DatasetService datasets, RunQueries runs)
{
    private const int MostOfKind = 5;

    /// <summary>What has the words in its name: few of each kind, pages first.</summary>
    /// <param name="words">What somebody typed; blank finds all pages and the first of each other kind.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<FoundThing>> FindAsync(string words, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(words);
        string wanted = words.Trim();
        IEnumerable<FoundThing> found = NavMenu.Entries
            .Where(entry => entry.Text.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            .Select(entry => new FoundThing("Page", entry.Icon, entry.Text, "", entry.Address));
        if (wanted.Length == 0)
        {
            return [.. found];
        }

        var query = new PageQuery(MostOfKind) { Find = wanted };
        Page<ModelRow> models = await registry.ListAsync(query, cancellationToken);
        Page<DatasetSummary> data = await datasets.ListAsync(query, cancellationToken);
        Page<ExperimentRow> experiments = await runs.ExperimentsAsync(query, cancellationToken);
        Page<RunRow> single = await runs.PageAsync(new RunFilter { Text = wanted }, new PageQuery(MostOfKind), cancellationToken);
        return
        [
            .. found,
            .. models.Items.Select(row => new FoundThing("Model", "deployed_code", row.Model.Name, Standing(row), ModelLinks.Model(row.Model.Name))),
            .. data.Items.Select(set => new FoundThing("Data set", "table_view", set.Latest.Dataset, $"{Display.Count(set.Latest.Rows)} rows", DataLinks.Version(set.Latest.Dataset))),
            .. experiments.Items.Select(row => new FoundThing("Experiment", "science", row.Experiment.Name, Display.Count(row.TotalRuns, "run"), RunLinks.Experiment(row.Experiment.Name))),
            .. single.Items.Select(row => new FoundThing("Run", "model_training", row.Run.Name, $"of {row.Run.Experiment}, {Display.Moment(row.Run.StartedAt)}", RunLinks.Run(row.Run.RunId))),
        ];
    }

    private static string Standing(ModelRow row) => row.Production is { } live ? $"version {live.Version} in production" : Display.Count(row.Versions, "version");
}
