using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Which database the program uses (section <c>Database</c>).</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Database";

    /// <summary>The kind of database.</summary>
    /// <value>Default: <see cref="DatabaseProvider.Sqlite"/>.</value>
    [EnumDataType(typeof(DatabaseProvider))]
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>How to reach it. With SQLite, empty means <c>mlops.db</c> in the data folder.</summary>
    /// <value>Default: empty.</value>
    public string ConnectionString { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == DatabaseProvider.PostgreSql && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return new ValidationResult(
                "Database:ConnectionString is needed with Database:Provider=PostgreSql, "
                + "for example \"Host=localhost;Database=mlops;Username=mlops;Password=…\".",
                [nameof(ConnectionString)]);
        }
    }
}
