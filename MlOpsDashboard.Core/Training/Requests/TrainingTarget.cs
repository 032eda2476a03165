using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Training.Requests;

/// <summary>Reads what is to be predicted, with its classes spelt as the file spells them.</summary>
public static class TrainingTarget
{
    /// <summary>Reads a target.</summary>
    /// <param name="datasets">Reads data sets.</param>
    /// <param name="version">The data.</param>
    /// <param name="column">The column to predict, as it was loaded from all rows of the data.</param>
    /// <param name="task">The task; null infers it.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="InvalidException">The column cannot be predicted so.</exception>
    public static async Task<TargetColumn> ReadAsync(
        DatasetService datasets, DatasetVersion version, Column column, TaskKind? task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        ArgumentNullException.ThrowIfNull(column);
        var target = TargetColumn.Read(column, task);
        return column is NumericColumn && target.Task != TaskKind.Regression
            ? target.SpeltAs(await datasets.CellsAsync(version, column.Name, ClassSpelling.FirstRows(target), cancellationToken).ConfigureAwait(false))
            : target;
    }
}
