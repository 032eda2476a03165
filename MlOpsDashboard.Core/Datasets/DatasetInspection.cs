using System.Text.Json;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>What reading an uploaded file through tells.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Warnings">What its maker should know.</param>
/// <param name="Target">The target, as named.</param>
/// <param name="SuggestedTarget">The likely target.</param>
/// <param name="Analysis">Profile and validation.</param>
internal sealed record DatasetInspection(
    CsvFormat Format,
    long Rows,
    IReadOnlyList<ColumnSchema> Columns,
    IReadOnlyList<string> Warnings,
    string? Target,
    string? SuggestedTarget,
    DatasetAnalysis Analysis)
{
    /// <summary>Reads a file through.</summary>
    /// <param name="staged">The file.</param>
    /// <param name="upload">What came with it.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="InvalidException">The file is not a well-formed table, or the target is not one of its columns.</exception>
    internal static DatasetInspection Of(StagedArtifact staged, DatasetUpload upload, DatasetOptions options, CancellationToken cancellationToken)
    {
        try
        {
            TableOverrides said = Said(upload);
            CsvFinding finding;
            using (Stream content = Open(staged))
            {
                finding = CsvFormatDetector.Find(content, said);
            }

            var limits = new CsvLimits(options.MaxFieldBytes, options.MaxColumns);
            TableScan scan = TableScan.Run(Open(staged, upload, InspectionStep.Checking), finding.Format, limits, said, cancellationToken);
            CsvFormat format = finding.Format with { SkipsRepeatedHeaders = scan.HasRepeatedHeaders };
            string? target = CheckTarget(upload.Target, scan.Schema);
            var analysis = DatasetAnalysis.Of(scan, () => Open(staged, upload, InspectionStep.Profiling), format, target, cancellationToken);
            string[] validation = [.. analysis.Validation.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message)];
            return new DatasetInspection(
                format, scan.Rows, scan.Schema, [.. finding.Warnings, .. scan.Warnings, .. validation], target, TargetSuggestion.Of(scan.Schema, scan.Rows), analysis);
        }
        catch (CsvException exception)
        {
            throw new InvalidException("file", exception.Message);
        }
    }

    /// <summary>The analysis as it is stored.</summary>
    internal MemoryStream AnalysisJson() => new(JsonSerializer.SerializeToUtf8Bytes(Analysis, DatasetJson.Options));

    /// <summary>All that is known of an uploaded table.</summary>
    /// <param name="upload">What came with it.</param>
    internal static TableOverrides Said(DatasetUpload upload) => upload.Overrides with
    {
        HasHeader = upload.HasHeader,
        KnownColumn = string.IsNullOrWhiteSpace(upload.Target) ? null : upload.Target.Trim(),
    };

    /// <summary>Opens a staged file at its first byte.</summary>
    /// <param name="staged">The file.</param>
    internal static FileStream Open(StagedArtifact staged) => new(staged.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan);

    private static Stream Open(StagedArtifact staged, DatasetUpload upload, InspectionStep step)
    {
        FileStream file = Open(staged);
        return upload.Progress is { } progress ? new WatchedStream(file, share => progress.Report(new(step, share))) : file;
    }

    private static string? CheckTarget(string? target, IReadOnlyList<ColumnSchema> columns)
    {
        if (string.IsNullOrWhiteSpace(target))
        {
            return null;
        }

        string trimmed = target.Trim();
        string shown = string.Join(", ", columns.Take(20).Select(column => column.Name)) + (columns.Count > 20 ? ", …" : "");
        return columns.Any(column => column.Name == trimmed)
            ? trimmed
            : throw new InvalidException("target", $"The file has no column '{trimmed}'. It has: {shown}.");
    }
}
