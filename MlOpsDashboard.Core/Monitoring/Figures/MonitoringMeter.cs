using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Live;

namespace MlOpsDashboard.Core.Monitoring.Figures;

/// <summary>
/// The instruments that are looked at rather than written to: models, the prediction log, storage, the process. All come
/// from memory.
/// </summary>
internal sealed class MonitoringMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "MlOpsDashboard.Monitoring";

    private readonly ModelFigures _figures;
    private readonly LiveMetrics _live;

    /// <summary>Makes the instruments.</summary>
    /// <param name="factory">Owns the meter.</param>
    /// <param name="figures">What is known of the models.</param>
    /// <param name="live">The last frame.</param>
    public MonitoringMeter(IMeterFactory factory, ModelFigures figures, LiveMetrics live)
    {
        (_figures, _live) = (figures, live);
        Meter meter = factory.Create(Name);
        AddModels(meter);
        AddProgram(meter);
        AddProcess(meter);
    }

    private void AddModels(Meter meter)
    {
        meter.CreateObservableGauge(
            "model.accuracy", () => Each(figure => figure.Accuracy), "1", "Share of labelled predictions of the last days that turned out right, 0 to 1.");
        meter.CreateObservableGauge(
            "model.rmse", () => Each(figure => figure.Rmse), null, "Root mean squared error of labelled predictions of the last days, in the target's unit.");
        meter.CreateObservableGauge(
            "model.labelled_predictions", () => Each(figure => figure.Labelled), "{prediction}", "Labelled predictions that accuracy or RMSE come from.");
        meter.CreateObservableGauge("model.size", () => Each(figure => figure.Bytes), "By", "Size of the model's artifact.");
    }

    private void AddProgram(Meter meter)
    {
        meter.CreateObservableGauge("mlops.prediction_log.queue", () => Now(frame => frame.LogQueue), "{prediction}", "Predictions answered but not yet in the database.");
        meter.CreateObservableGauge("mlops.training.jobs", () => Now(frame => frame.TrainingJobs), "{job}", "Training jobs that run now.");
        meter.CreateObservableGauge("mlops.disk.free", () => Now(frame => frame.System.DiskFreeBytes), "By", "Free space where the data folder lies.");
        meter.CreateObservableGauge("mlops.database.size", () => Now(frame => frame.System.DatabaseBytes), "By", "Size of the database.");
        var built = new KeyValuePair<string, object?>("version", Version());
        meter.CreateObservableGauge("mlops.build.info", () => new Measurement<int>(1, built), null, "The program's version, as a label; always 1.");
    }

    // Under the names that Prometheus client libraries use, so that ready-made dashboards work.
    private static void AddProcess(Meter meter)
    {
        using var process = Process.GetCurrentProcess();
        double started = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0;
        meter.CreateObservableCounter("process.cpu", ProcessorSeconds, "s", "Processor time that the process used.");
        meter.CreateObservableGauge("process.resident_memory", () => Environment.WorkingSet, "By", "Physical memory of the process.");
        meter.CreateObservableGauge("process.start_time", () => started, "s", "When the process started, since 1970.");
    }

    private static double ProcessorSeconds() =>
        OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsBrowser() ? 0 : Environment.CpuUsage.TotalTime.TotalSeconds;

    private static string Version() =>
        typeof(MonitoringMeter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private IEnumerable<Measurement<double>> Each(Func<ModelFigure, double?> value)
    {
        foreach (ModelFigure figure in _figures.All)
        {
            if (value(figure) is { } number)
            {
                yield return new Measurement<double>(
                    number, new("model", figure.Model), new("version", figure.Version.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private IEnumerable<Measurement<double>> Now(Func<MetricsFrame, double> value) =>
        _live.Latest is { } frame ? [new Measurement<double>(value(frame))] : [];
}
