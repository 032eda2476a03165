using System.Globalization;

namespace MlOpsDashboard.Hosting;

/// <summary>Tells in the log what a long start waits for, while it waits, and at its end what took how long.</summary>
internal sealed partial class StartWatch : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_worthTelling = TimeSpan.FromSeconds(0.5);

    private readonly TimeProvider _clock;
    private readonly ILogger<StartWatch> _logger;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _started;
    private readonly Lock _lock = new();
    private readonly List<(string Step, TimeSpan Took)> _steps = [];
    private readonly long _begun;
    private long _stepBegun;
    private string? _step;

    /// <summary>Begins to watch.</summary>
    /// <param name="clock">Measures.</param>
    /// <param name="lifetime">Says when the program has started.</param>
    /// <param name="logger">Is told.</param>
    public StartWatch(TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<StartWatch> logger)
    {
        _clock = clock;
        _logger = logger;
        _begun = _stepBegun = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Tell(), null, s_patience, s_patience);
        _started = lifetime.ApplicationStarted.Register(End);
    }

    /// <summary>Notes that a part of the program begins to start, the one before being done.</summary>
    /// <param name="step">Its name.</param>
    public void Begin(string step)
    {
        lock (_lock)
        {
            Finish();
            (_step, _stepBegun) = (step, _clock.GetTimestamp());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _started.Dispose();
        _timer.Dispose();
    }

    private void Tell()
    {
        lock (_lock)
        {
            if (_step is not null)
            {
                string since = Seconds(_clock.GetElapsedTime(_begun));
                string stepSince = Seconds(_clock.GetElapsedTime(_stepBegun));
                LogWaits(since, _step, stepSince);
            }
        }
    }

    private void End()
    {
        lock (_lock)
        {
            Finish();
            _step = null;
            _timer.Dispose();
            TimeSpan took = _clock.GetElapsedTime(_begun);
            if (took > s_patience)
            {
                string total = Seconds(took);
                string steps = string.Join(", ", _steps.Where(step => step.Took > s_worthTelling).Select(step => $"{step.Step} {Seconds(step.Took)} s"));
                LogTook(total, steps);
            }
        }
    }

    private void Finish()
    {
        if (_step is not null)
        {
            _steps.Add((_step, _clock.GetElapsedTime(_stepBegun)));
        }
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Information, Message = "The program is starting since {Seconds} s: it waits for {Step} since {StepSeconds} s")]
    private partial void LogWaits(string seconds, string step, string stepSeconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "The start took {Seconds} s, of which: {Steps}")]
    private partial void LogTook(string seconds, string steps);
}
