using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Names columns, keys, foreign keys and indexes in snake_case, as PostgreSQL's people expect and as the migrations
/// write them, and keeps enumerations as text. What a configuration names itself stays as it is.
/// </summary>
internal sealed class SnakeCaseConvention : IPropertyAddedConvention, IModelFinalizingConvention
{
    /// <inheritdoc/>
    public void ProcessPropertyAdded(
        IConventionPropertyBuilder propertyBuilder,
        IConventionContext<IConventionPropertyBuilder> context)
    {
        var type = Nullable.GetUnderlyingType(propertyBuilder.Metadata.ClrType) ?? propertyBuilder.Metadata.ClrType;
        if (type.IsEnum)
        {
            var converter = typeof(SnakeCaseEnumConverter<>).MakeGenericType(type);
            propertyBuilder.HasConversion((ValueConverter)Activator.CreateInstance(converter)!);
        }
    }

    /// <inheritdoc/>
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            foreach (var property in entity.GetDeclaredProperties())
            {
                property.Builder.HasColumnName(SnakeCase.Name(property.Name));
            }

            Rename(entity);
        }
    }

    private static void Rename(IConventionEntityType entity)
    {
        string table = entity.GetTableName() ?? entity.ShortName();
        foreach (var key in entity.GetDeclaredKeys())
        {
            key.Builder.HasName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}_{Columns(key.Properties)}");
        }

        foreach (var foreignKey in entity.GetDeclaredForeignKeys())
        {
            string principal = foreignKey.PrincipalEntityType.GetTableName() ?? foreignKey.PrincipalEntityType.ShortName();
            foreignKey.Builder.HasConstraintName($"fk_{table}_{principal}_{Columns(foreignKey.Properties)}");
        }

        foreach (var index in entity.GetDeclaredIndexes())
        {
            index.Builder.HasDatabaseName($"ix_{table}_{Columns(index.Properties)}");
        }
    }

    private static string Columns(IEnumerable<IConventionProperty> properties) =>
        string.Join('_', properties.Select(p => p.GetColumnName()));
}
