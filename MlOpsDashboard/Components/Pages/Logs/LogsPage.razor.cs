using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Logs;

namespace MlOpsDashboard.Components.Pages.Logs;

/// <summary>What did the program do just now, what went wrong, and what belongs to one request or job?</summary>
public sealed partial class LogsPage : LiveComponent
{
    private const int PageSize = 100;
    private static readonly TimeSpan s_throttle = TimeSpan.FromMilliseconds(500);
    private static readonly LogFilter s_errors = new() { Level = LogLevel.Error };
    private static readonly LogFilter s_warnings = new() { Level = LogLevel.Warning };

    private static readonly IReadOnlyList<KeyValuePair<string, string>> s_levels =
        [new("", "All levels"), .. LogLevels.Names.Select(name => KeyValuePair.Create(name, name == "critical" ? "critical only" : $"{name} and worse"))];

    private LogsQuery _query = new("", "", "", "", "");
    private IReadOnlyList<LogRecord>? _records;
    private string _text = "";
    private string _category = "";
    private string _trace = "";
    private string _job = "";
    private int _shown = PageSize;
    private int _kept;
    private int _errors;
    private int _warnings;
    private int _waiting;
    private bool _more;
    private bool _paused;
    private bool _watching;
    private Exception? _error;

    /// <summary>The least level's name.</summary>
    [SupplyParameterFromQuery]
    public string? Level { get; set; }

    /// <summary>Words to look for.</summary>
    [SupplyParameterFromQuery]
    public string? Text { get; set; }

    /// <summary>A part of the category.</summary>
    [SupplyParameterFromQuery]
    public string? Category { get; set; }

    /// <summary>The identifier of a trace or of a request.</summary>
    [SupplyParameterFromQuery]
    public string? Trace { get; set; }

    /// <summary>The identifier of a job.</summary>
    [SupplyParameterFromQuery]
    public string? Job { get; set; }

    [Inject]
    private RecentLogs Logs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Answer => _records is null
        ? "What did the program do, and what went wrong?"
        : LogsSummary.Sentence(_errors, _warnings, _kept);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var query = new LogsQuery(Level ?? "", Text ?? "", Category ?? "", Trace ?? "", Job ?? "");
        if (query != _query || _records is null)
        {
            (_query, _shown) = (query, PageSize);
            (_text, _category, _trace, _job) = (query.Text, query.Category, query.Trace, query.Job);
            Read();
        }

        if (RendererInfo.IsInteractive && !_watching)
        {
            _watching = true;
            Watch(Logs.Feed.Subscribe(throttle: s_throttle), _ => Take());
        }
    }

    private void Take()
    {
        if (_paused)
        {
            _waiting = _error is null ? Logs.CountOf(_query.ToFilter(), _records is [var latest, ..] ? latest.Seq : 0) : 0;
        }
        else
        {
            Read();
        }
    }

    private void TogglePause()
    {
        (_paused, _waiting) = (!_paused, 0);
        if (!_paused)
        {
            Read();
        }
    }

    private void ShowMore()
    {
        _shown += PageSize;
        Read();
    }

    private void Search() => Navigation.NavigateTo(
        (_query with { Text = _text ?? "", Category = _category ?? "", Trace = _trace ?? "", Job = _job ?? "" }).Address);

    private void ChooseLevel(string level) => Navigation.NavigateTo((_query with { Level = level }).Address);

    private void Read()
    {
        try
        {
            IReadOnlyList<LogRecord> found = Logs.Find(_query.ToFilter(), _shown + 1);
            _more = found.Count > _shown;
            (_records, _error) = (_more ? [.. found.Take(_shown)] : found, null);
            (_kept, _errors) = (Logs.Count, Logs.CountOf(s_errors));
            _warnings = Logs.CountOf(s_warnings) - _errors;
        }
        catch (InvalidException exception)
        {
            (_records, _error) = (null, exception);
        }
    }
}
