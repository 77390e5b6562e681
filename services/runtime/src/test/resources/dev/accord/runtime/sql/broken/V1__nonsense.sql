create tabel oops (id int);
