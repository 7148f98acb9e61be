using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WaitingInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Articles_GroupedAt_AppearedAt",
                table: "Articles");

            migrationBuilder.DropIndex(
                name: "IX_Articles_ReadAt_ReadDueAt",
                table: "Articles");

            migrationBuilder.CreateIndex(
                name: "IX_Articles_ToGroup",
                table: "Articles",
                columns: new[] { "AppearedAt", "Id" },
                filter: "\"ReadAt\" IS NOT NULL AND \"GroupedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Articles_ToRead",
                table: "Articles",
                columns: new[] { "ReadDueAt", "Id" },
                filter: "\"ReadAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Articles_ToGroup",
                table: "Articles");

            migrationBuilder.DropIndex(
                name: "IX_Articles_ToRead",
                table: "Articles");

            migrationBuilder.CreateIndex(
                name: "IX_Articles_GroupedAt_AppearedAt",
                table: "Articles",
                columns: new[] { "GroupedAt", "AppearedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Articles_ReadAt_ReadDueAt",
                table: "Articles",
                columns: new[] { "ReadAt", "ReadDueAt" });
        }
    }
}
