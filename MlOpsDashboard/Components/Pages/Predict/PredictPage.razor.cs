using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>Asks a model about one row, in a form made from what the model expects.</summary>
public sealed partial class PredictPage : LiveComponent
{
    private const int RowsWithTexts = 20;

    private IReadOnlyList<RegisteredModel>? _models;
    private IReadOnlyList<KeyValuePair<string, string>> _versions = [];
    private List<FeatureDraft> _drafts = [];
    private IReadOnlyList<FeatureDraft> _asked = [];
    private string? _name;
    private string? _readFor;
    private string? _unknown;
    private string? _modelId;
    private ServedVersion? _served;
    private PredictionAnswer? _answer;
    private string? _actual;
    private bool _hasData;
    private bool _ranked;
    private bool _borrowed;
    private bool _busy;
    private bool _takesPart;
    private InvalidException? _invalid;
    private Exception? _error;

    /// <summary>The version to begin with, from the address: <c>name:version</c> or <c>name:stage</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    [Inject]
    private PageTries Tries { get; set; } = default!;

    [Inject]
    private ServedVersions Served { get; set; } = default!;

    [Inject]
    private ExplanationService Explanations { get; set; } = default!;

    [Inject]
    private RegistryService Registry { get; set; } = default!;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string Headline => _served is { } served ? $"Predict {served.Signature.Target}" : "Predict";

    private string Answer => _answer is { } answer
        ? $"{answer.ModelName}:{answer.ModelVersion} says {AnswerWords.Of(answer)}."
        : _served is { } served ? Standing(served) : "What does the model say about a row?";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_models is not null && _readFor == Model)
        {
            return;
        }

        _readFor = Model;
        Page<ModelRow> page = await Registry.ListAsync(new PageQuery(PageQuery.MaxLimit), Lifetime);
        _models = [.. page.Items.Select(row => row.Model)];
        int colon = Model?.LastIndexOf(':') ?? -1;
        string? wanted = colon > 0 ? Model![..colon] : Model;
        string? name = _models.Any(model => model.Name == wanted)
            ? wanted
            : page.Items.FirstOrDefault(row => row.Production is not null)?.Model.Name ?? (_models.Count > 0 ? _models[0].Name : null);
        if (name is not null)
        {
            await ChooseModelAsync(name, colon > 0 && name == wanted ? Model : null);
        }

        // A stage is an answer for whichever version is in it; anything else that is not what was asked for is said.
        _unknown = string.IsNullOrEmpty(Model) || Model == _modelId || (colon <= 0 && Model == name) ? null : Model;
    }

    private void Choose(string? chosen) => Navigation.NavigateTo(ModelLinks.Predict(chosen ?? _name!));

    private async Task ChooseModelAsync(string name, string? modelId)
    {
        _name = name;
        IReadOnlyList<KeyValuePair<string, string>> choices = await VersionChoices.ReadAsync(Registry, name, Lifetime);
        _versions = choices;
        string? first = choices.Count > 0 ? choices[0].Key : null;
        await ChooseVersionAsync(choices.Any(choice => choice.Key == modelId) ? modelId! : first);
    }

    private async Task ChooseVersionAsync(string? modelId)
    {
        (_modelId, _served, _answer, _error, _drafts) = (modelId, null, null, null, []);
        if (modelId is null)
        {
            return;
        }

        try
        {
            // The form is shown once it is filled: what is typed into an empty one would be overwritten.
            ServedVersion served = await Served.DescribeAsync(modelId, Lifetime);
            _hasData = (await Registry.GetAsync(modelId, Lifetime)).DatasetName is not null;
            await RankAsync(served.Signature.Features);
            await FillTypicalAsync();
            _served = served;
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException or InvalidDataException)
        {
            _error = exception;
        }
    }

    private static string Standing(ServedVersion served) => served.Stage == ModelStage.Production
        ? $"{served.ModelId} is in production and answers your programs."
        : $"{served.ModelId} is not in production: what you ask it here is a try.";

    // The most important features come first, whatever their place in the data.
    private async Task RankAsync(IReadOnlyList<FeatureSignature> features)
    {
        IReadOnlyDictionary<string, double> importance = await Explanations.ImportanceAsync(_modelId!, Lifetime);
        _drafts = [.. features.OrderByDescending(feature => importance.GetValueOrDefault(feature.Name)).Select(feature => new FeatureDraft(feature))];
        _ranked = importance.Count > 0;
    }

    private async Task FillTypicalAsync()
    {
        _drafts.ForEach(draft => draft.FillTypical());
        (_answer, _actual, _invalid, _borrowed) = (null, null, null, false);
        if (_hasData && _drafts.Exists(draft => draft.IsText))
        {
            await BorrowTextsAsync();
        }
    }

    /// <summary>Takes the texts, which have no typical value, from rows of the data.</summary>
    private async Task BorrowTextsAsync()
    {
        try
        {
            ModelVersion version = await Registry.GetAsync(_modelId!, Lifetime);
            DatasetVersion data = await Datasets.GetAsync(version.DatasetName!, version.DatasetVersion, Lifetime);
            IReadOnlyList<string[]> rows = await Datasets.RowsAsync(data.Dataset, data.Version, 0, RowsWithTexts, Lifetime);
            string[] names = [.. data.Columns.Select(column => column.Name)];
            foreach (FeatureDraft draft in _drafts.Where(draft => draft.IsText))
            {
                int column = Array.IndexOf(names, draft.Feature.Name);
                string? text = column < 0 ? null : rows.FirstOrDefault(row => column < row.Length && !string.IsNullOrWhiteSpace(row[column]))?[column];
                draft.Word = text;
                _borrowed |= text is not null;
            }
        }
        catch (NotFoundException)
        {
            // The data are gone: the fields say that they must be filled in.
            _borrowed = false;
        }
    }

    private Dictionary<string, FeatureEntry> Entries => _drafts.ToDictionary(draft => draft.Feature.Name, draft => draft.Entry, StringComparer.Ordinal);

    private void Restore(Dictionary<string, FeatureEntry> entries)
    {
        foreach (FeatureDraft draft in _drafts)
        {
            if (entries.TryGetValue(draft.Feature.Name, out FeatureEntry? entry))
            {
                draft.Fill(entry);
            }
        }

        (_answer, _actual, _invalid, _borrowed) = (null, null, null, false);
    }

    private bool IsWrong(FeatureDraft draft) => _invalid?.Errors.ContainsKey($"features.{draft.Feature.Name}") == true;

    private async Task FillRandomAsync()
    {
        try
        {
            ModelVersion version = await Registry.GetAsync(_modelId!, Lifetime);
            DatasetVersion data = await Datasets.GetAsync(version.DatasetName!, version.DatasetVersion, Lifetime);

            // Any row will do, and no result depends on which: the clock is chance enough.
            long offset = Clock.GetTimestamp() % Math.Max(1, data.Rows);
            IReadOnlyList<string[]> rows = await Datasets.RowsAsync(data.Dataset, data.Version, offset, 1, Lifetime);
            Fill(data.Columns, rows.Count > 0 ? rows[0] : []);
            (_answer, _invalid, _error, _borrowed) = (null, null, null, false);
        }
        catch (NotFoundException exception)
        {
            _error = exception;
        }
    }

    private void Fill(IReadOnlyList<ColumnSchema> columns, string[] row)
    {
        for (int i = 0; i < Math.Min(columns.Count, row.Length); i++)
        {
            _drafts.Find(draft => draft.Feature.Name == columns[i].Name)?.Fill(row[i], columns[i].KnownReading);
            if (columns[i].Name == _served!.Signature.Target)
            {
                _actual = row[i];
            }
        }
    }

    private async Task PredictAsync()
    {
        (_busy, _invalid, _error) = (true, null, null);
        try
        {
            // A copy: the form may change while the answer stands.
            _asked = [.. _drafts.Select(draft => draft.Copy())];
            var features = _drafts.ToDictionary(draft => draft.Feature.Name, draft => draft.Value, StringComparer.Ordinal);
            _answer = _takesPart && Served.IsTested(_name!)
                ? await Tries.TakePartAsync(_name!, features, Lifetime)
                : await Tries.PredictAsync(_modelId!, features, Lifetime);
        }
        catch (InvalidException exception)
        {
            (_answer, _invalid, _error) = (null, exception, exception);
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException)
        {
            (_answer, _error) = (null, exception);
        }
        finally
        {
            _busy = false;
        }
    }
}
