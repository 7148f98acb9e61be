using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Accounts;

/// <summary>
/// Keeps ASP.NET's data protection keys. Without a key of Storage:SecretsKeyFile whoever can read the database can read everything that they
/// guard.
/// </summary>
public sealed class StoredProtectionKeys(MonitorDbContextFactory contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.Set<ProtectionKey>().AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable()
            .Select(xml => XElement.Parse(db.Secrets.Unseal(ProtectionKey.SecretPlace, xml)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var db = contexts.CreateDbContext();
        db.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
