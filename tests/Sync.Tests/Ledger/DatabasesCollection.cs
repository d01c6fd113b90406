namespace Sync.Tests.Ledger;

/// <summary>Tests on SQL Server have one database, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DatabasesCollection
{
    public const string Name = "Databases";
}
