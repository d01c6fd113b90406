namespace Sync.Ledger.Databases;

/// <summary>A role's database on SQL Server, as it is now, and what had to be done for it.</summary>
/// <param name="Database">also the name of its login and user, who owns it</param>
/// <param name="DatabaseMade">whether it was not there</param>
/// <param name="LoginMade">whether the login was not there</param>
/// <param name="PasswordSet">whether the login was there with another password</param>
public sealed record PreparedStore(string Database, bool DatabaseMade, bool LoginMade, bool PasswordSet);
