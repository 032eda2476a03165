using System.Text;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Reads the latest predictions of a version from the log.</summary>
internal sealed class PredictionWindow(IDbContextFactory<MlOpsDbContext> contexts)
{
    /// <summary>Reads.</summary>
    /// <param name="model">The version.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="request">From when to when.</param>
    /// <param name="most">The latest so many.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<DriftSample> ReadAsync(
        ModelVersion model, ModelSignature signature, DriftRequest request, int most, CancellationToken cancellationToken)
    {
        (DateTimeOffset from, DateTimeOffset to) = (request.From ?? DateTimeOffset.MinValue, request.To ?? DateTimeOffset.MaxValue);
        var rows = new Rows(signature, most);
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var records = context.Set<PredictionRecord>().AsNoTracking()
                .Where(record => record.ModelName == model.Name && record.At >= from && record.At < to)

                // What somebody tried out on the page is no traffic, nor is what a candidate answered in the background.
                .Where(record => record.ModelVersion == model.Version && record.Route != InstanceScorer.Page && record.Route != InstanceScorer.Shadow)
                .OrderByDescending(record => record.At).ThenByDescending(record => record.Id).Take(most)
                .Select(record => new { record.At, record.Features, record.Prediction }).AsAsyncEnumerable();
            await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                rows.Add(record.At, record.Features, record.Prediction);
            }
        }

        return rows.ToSample();
    }

    private sealed class Rows(ModelSignature signature, int most)
    {
        private readonly LoggedRow _row = new(signature);
        private readonly List<double>[] _features = [.. signature.Features.Select(_ => new List<double>(Math.Min(most, 4096)))];
        private readonly List<double> _predictions = [];
        private readonly long[]?[] _tokens = [.. signature.Features.Select(feature => feature.Text is { } text ? new long[text.Slots] : null)];

        private DateTimeOffset? _first;
        private DateTimeOffset? _last;

        // The newest comes first.
        public void Add(DateTimeOffset at, string features, string prediction)
        {
            if (!_row.TryRead(Encoding.UTF8.GetBytes(features)))
            {
                return;
            }

            for (int i = 0; i < _features.Length; i++)
            {
                _features[i].Add(_row.Values[i]);
                SampleReader.CountTokens(_row.SlotsOf(i), _tokens[i]);
            }

            _predictions.Add(_row.AnswerOf(prediction));
            _first = at;
            _last ??= at;
        }

        public DriftSample ToSample()
        {
            double[][] features = [.. _features.Select(values => values.ToArray())];
            for (int i = 0; i < features.Length; i++)
            {
                SampleReader.Harmonise(signature.Features[i], features[i]);
            }

            return new DriftSample(_predictions.Count, features, [.. _predictions], _first, _last) { Tokens = _tokens };
        }
    }
}
